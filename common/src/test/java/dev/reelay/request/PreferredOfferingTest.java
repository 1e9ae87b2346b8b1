package dev.reelay.request;

import static dev.reelay.request.Inputs.LUMA;
import static dev.reelay.request.Inputs.luma;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Expression;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Price;
import dev.reelay.route.Experience;
import dev.reelay.route.TestFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is preferred, held against a calculation of its own that knows neither the catalog's files nor our classes. */
class PreferredOfferingTest {
    private static final int INPUTS = 200;
    private static final double UNKNOWN = Double.MAX_VALUE;
    private static final double ROUNDING = 1e-6;

    private final Random random = new Random(20270131);

    /** An input, as the calculation sees it; what is left out is empty. */
    private record Wish(int duration, String resolution, String ratio, boolean loop, boolean end, boolean data) {
        String fields() {
            return "\"duration\": " + duration + ", \"resolution\": \"" + resolution + "\", \"loop\": " + loop
                    + (ratio.isEmpty() ? "" : ", \"aspect_ratio\": \"" + ratio + "\"")
                    + (end ? ", \"end_image_url\": \"https://cdn.example.com/b.png\"" : "");
        }
    }

    /** A provider as the calculation sees it; zero is what is not known. */
    private record Shop(String name, double centsASecond, double median, int well, int failed, boolean blocked) {
        boolean serves(Wish wish) {
            return switch (name) {
                case "fal" ->
                    wish.duration != 10 && oneOf(wish.ratio, "", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21");
                case "runcomfy" -> !wish.data && wish.duration == 5 && wish.ratio.isEmpty();
                case "wavespeed" ->
                    !wish.data
                            && !wish.end
                            && !wish.loop
                            && wish.duration != 9
                            && wish.resolution.equals("720p")
                            && oneOf(wish.ratio, "", "16:9", "9:16");
                default ->
                    !wish.data
                            && !wish.end
                            && wish.duration == 5
                            && !wish.resolution.equals("1080p")
                            && !oneOf(wish.ratio, "4:3", "3:4");
            };
        }

        double price(Wish wish) {
            return centsASecond == 0 ? UNKNOWN : centsASecond * wish.duration;
        }

        double seconds() {
            double usual = name.equals("segmind") ? 125 : 100;
            double failing = failed == 0 ? 0 : failed / (double) (well + failed);
            return (median == 0 ? usual : median) / Math.max(0.05, 1 - failing);
        }

        Experience experience() {
            return new Experience(
                    median == 0 ? null : Duration.ofSeconds((long) median), well, failed, blocked ? "it rests" : null);
        }
    }

    private static boolean oneOf(String word, String... words) {
        return List.of(words).contains(word);
    }

    private static String first(List<Shop> shops, Wish wish, boolean cheapest) {
        Shop best = null;
        for (Shop shop : shops) {
            if (shop.serves(wish) && (best == null || beats(shop, best, wish, cheapest))) {
                best = shop;
            }
        }
        return best == null ? "nobody" : best.name();
    }

    private static boolean beats(Shop shop, Shop best, Wish wish, boolean cheapest) {
        if (shop.blocked() != best.blocked()) {
            return best.blocked();
        }
        double cheaper = best.price(wish) - shop.price(wish);
        if (cheapest && Math.abs(cheaper) > ROUNDING) {
            return cheaper > 0;
        }
        return shop.seconds() < best.seconds() - ROUNDING;
    }

    @Test
    void cheapestAndFastestPickWhatIsCalculatedHereOfRandomInputs() {
        Map<String, Integer> picked = new HashMap<>();
        for (int n = 0; n < INPUTS; n++) {
            Wish wish = wish();
            List<Shop> shops = shops();
            for (Prefer prefer : List.of(Prefer.CHEAPEST, Prefer.FASTEST)) {
                String expected = first(shops, wish, prefer == Prefer.CHEAPEST);
                assertThat(chosen(shops, wish, prefer))
                        .as("%s of %s for %s", prefer, shops, wish)
                        .isEqualTo(expected);
                picked.merge(expected, 1, Integer::sum);
            }
        }
        assertThat(picked)
                .as("all of them, and sometimes nobody, so that the inputs try everything")
                .hasSize(5);
    }

    private Wish wish() {
        boolean loop = random.nextInt(4) == 0;
        return new Wish(
                any(5, 5, 5, 9, 10),
                any("540p", "720p", "720p", "1080p"),
                any("", "", "", "1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3", "5:4", "4:5"),
                loop,
                !loop && random.nextInt(6) == 0,
                random.nextInt(10) == 0);
    }

    private List<Shop> shops() {
        List<Shop> shops = new ArrayList<>();
        for (String name : List.of("fal", "runcomfy", "wavespeed", "segmind")) {
            shops.add(new Shop(
                    name,
                    random.nextInt(4) == 0 ? 0 : 10 + random.nextInt(6),
                    random.nextInt(4) == 0 ? 0 : 60 + random.nextInt(60),
                    random.nextInt(20),
                    random.nextBoolean() ? 0 : random.nextInt(20),
                    random.nextInt(8) == 0));
        }
        return shops;
    }

    @SafeVarargs
    private <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }

    private static String chosen(List<Shop> shops, Wish wish, Prefer prefer) {
        Map<String, Experience> seen = new HashMap<>();
        List<Offering> offerings = new ArrayList<>();
        for (Shop shop : shops) {
            Offering offering = priced(Inputs.lumaAt(shop.name()), shop.centsASecond());
            seen.put(offering.id(), shop.experience());
            offerings.add(offering);
        }
        Listing listing =
                new Listing(LUMA.id(), LUMA.title(), LUMA.description(), LUMA.input(), LUMA.sample(), false, offerings);
        Terms terms = new Terms(List.of(), prefer, false, null, List.of(), Map.of(), 0, null, null, OnUnknown.FAIL);
        var input = luma(wish.fields());
        if (wish.data()) {
            input.put("image_url", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA");
        }
        Verdict verdict = new ChooseRoute(provider -> true, new RankCandidates(TestFacts.of(seen)))
                .choose(listing, input, "", terms);
        return switch (verdict) {
            case Verdict.Fit fit -> fit.order().first().offering().provider();
            case Verdict.Unfit unfit -> "nobody";
        };
    }

    private static Offering priced(Offering offering, double centsASecond) {
        Expression amount = centsASecond == 0 ? null : Expression.compile(centsASecond / 100 + " * duration");
        return new Offering(
                offering.id(),
                offering.modelId(),
                offering.provider(),
                offering.providerModel(),
                offering.serves(),
                offering.mapping(),
                new Price("USD", amount, null, null),
                offering.limits());
    }
}
