package dev.reelay.request;

import static dev.reelay.request.Inputs.LUMA;
import static dev.reelay.request.Inputs.luma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Expression;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Price;
import dev.reelay.catalog.Violation;
import dev.reelay.route.Experience;
import dev.reelay.route.TestFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChooseRouteTest {
    private final Map<String, Experience> seen = new HashMap<>();

    private static Terms terms(Prefer prefer, boolean allowNearest, String... providers) {
        return new Terms(
                List.of(providers), prefer, allowNearest, null, List.of(), Map.of(), 0, null, null, OnUnknown.FAIL);
    }

    private void seen(String provider, @Nullable Duration median, int well, int failed, @Nullable String blocked) {
        seen.put(Inputs.lumaAt(provider).id(), new Experience(median, well, failed, blocked));
    }

    private Verdict choose(Predicate<String> accounts, Listing listing, JsonNode input, Terms terms) {
        return new ChooseRoute(accounts, new RankCandidates(TestFacts.of(seen)))
                .choose(listing, input, "/input", terms);
    }

    private Verdict.Fit fit(Listing listing, JsonNode input, Terms terms) {
        return (Verdict.Fit) choose(provider -> true, listing, input, terms);
    }

    private List<String> chosen(Listing listing, JsonNode input, Terms terms) {
        return fit(listing, input, terms).order().candidates().stream()
                .map(candidate -> candidate.offering().provider())
                .toList();
    }

    private List<String> chosen(String input, Terms terms) {
        return chosen(LUMA, luma(input), terms);
    }

    private static Listing priced(Function<Offering, Price> price) {
        List<Offering> offerings = LUMA.offerings().stream()
                .map(each -> new Offering(
                        each.id(),
                        each.modelId(),
                        each.provider(),
                        each.providerModel(),
                        each.serves(),
                        each.mapping(),
                        price.apply(each),
                        each.limits()))
                .toList();
        return new Listing(LUMA.id(), LUMA.title(), LUMA.description(), LUMA.input(), LUMA.sample(), false, offerings);
    }

    private static Price price(String currency, String amount) {
        return new Price(currency, Expression.compile(amount), null, null);
    }

    @Test
    void withoutAWishTheOrderIsTheModels() {
        assertThat(chosen("\"resolution\": \"720p\"", Terms.NONE))
                .containsExactly("fal", "runcomfy", "wavespeed", "segmind");
        assertThat(chosen("", Terms.NONE)).containsExactly("fal", "runcomfy", "segmind");
    }

    @Test
    void theCallersProvidersComeInTheCallersOrderAndNobodyElse() {
        assertThat(chosen("", terms(Prefer.LISTED, false, "segmind", "fal"))).containsExactly("segmind", "fal");
        assertThat(chosen("", terms(Prefer.CHEAPEST, false, "segmind", "runcomfy")))
                .containsExactly("segmind", "runcomfy");
    }

    @Test
    void aCandidateTellsItsPriceAsFarAsItIsKnown() {
        Order order = fit(LUMA, luma("\"resolution\": \"720p\""), Terms.NONE).order();

        assertThat(order.candidates().subList(0, 2))
                .extracting(each -> String.valueOf(each.price()), Candidate::currency, Candidate::isExact)
                .containsExactly(tuple("1", "USD", true), tuple("null", null, true));
        assertThat(order.first()).isSameAs(order.candidates().getFirst());
        assertThat(order.first().input()).isEqualTo(order.input());
    }

    @Test
    void theCheapestIsOfThoseWhosePriceIsKnown() {
        assertThat(chosen("\"resolution\": \"720p\"", terms(Prefer.CHEAPEST, false)))
                .containsExactly("fal", "segmind", "runcomfy", "wavespeed");
    }

    @Test
    void amongUnknownPricesTheFastestIsFirst() {
        seen("wavespeed", Duration.ofSeconds(40), 9, 0, null);

        assertThat(chosen("\"resolution\": \"720p\"", terms(Prefer.CHEAPEST, false)))
                .containsExactly("fal", "segmind", "wavespeed", "runcomfy");
    }

    @Test
    void theFastestIsWhoNeitherTakesLongNorFails() {
        seen("fal", Duration.ofSeconds(60), 10, 10, null);
        seen("runcomfy", Duration.ofSeconds(100), 19, 1, null);
        seen("segmind", Duration.ofSeconds(90), 0, 0, null);

        assertThat(chosen("", terms(Prefer.FASTEST, false))).containsExactly("segmind", "runcomfy", "fal");
    }

    @Test
    void whoIsBlockedIsAskedLast() {
        seen("fal", Duration.ofSeconds(1), 10, 0, "out of credit");

        assertThat(chosen("", Terms.NONE)).containsExactly("runcomfy", "segmind", "fal");
        assertThat(chosen("", terms(Prefer.CHEAPEST, false))).containsExactly("segmind", "runcomfy", "fal");
        assertThat(chosen("", terms(Prefer.FASTEST, false))).containsExactly("runcomfy", "segmind", "fal");
    }

    @Test
    void aBlockedExactOneComesBeforeOneThatIsNear() {
        seen("fal", null, 0, 0, "out of credit");

        assertThat(chosen("\"duration\": 9", terms(Prefer.FASTEST, true)).getFirst())
                .isEqualTo("fal");
    }

    @Test
    void pricesInAnotherCurrencyAreNotCompared() {
        Listing listing = priced(offering -> switch (offering.provider()) {
            case "fal" -> price("EUR", "0.1");
            case "runcomfy" -> price("USD", "2");
            default -> price("USD", "1");
        });

        assertThat(chosen(listing, luma(""), terms(Prefer.CHEAPEST, false)))
                .containsExactly("segmind", "runcomfy", "fal");
    }

    @Test
    void aFormulaThatFailsLeavesThePriceUnknown() {
        Listing listing = priced(offering -> price("USD", offering.provider().equals("fal") ? "$sum(prompt)" : "3"));

        assertThat(chosen(listing, luma(""), terms(Prefer.CHEAPEST, false)))
                .containsExactly("runcomfy", "segmind", "fal");
    }

    @Test
    void nothingNearIsTakenWithoutTheCallersWord() {
        Verdict.Fit fit = fit(LUMA, luma("\"duration\": 9"), Terms.NONE);

        assertThat(fit.order().candidates()).extracting(Candidate::isExact).containsExactly(true);
        assertThat(fit.passedOver())
                .extracting(PassedOver::provider)
                .containsExactly("runcomfy", "wavespeed", "segmind");
        assertThat(fit.passedOver().getLast().reasons())
                .containsExactly(new Violation("/input/duration", "must be 5, the only length that segmind renders"));
    }

    @Test
    void whatIsNearComesAfterWhatIsExactWithEveryDifferenceAndItsOwnPrice() {
        Verdict.Fit fit = fit(LUMA, luma("\"duration\": 10, \"resolution\": \"720p\""), terms(Prefer.CHEAPEST, true));

        List<Candidate> candidates = fit.order().candidates();
        assertThat(candidates)
                .extracting(
                        each -> each.offering().provider(), Candidate::isExact, each -> String.valueOf(each.price()))
                .containsExactly(
                        tuple("wavespeed", true, "null"),
                        tuple("segmind", false, "1.6"),
                        tuple("fal", false, "2"),
                        tuple("runcomfy", false, "null"));
        assertThat(candidates.get(2).input().path("duration").intValue()).isEqualTo(9);
        assertThat(fit.order().input().path("duration").intValue()).isEqualTo(10);
        assertThat(fit.passedOver()).isEmpty();
    }

    @Test
    void ofWhatCannotComeNearOnlyThatIsTold() {
        JsonNode input = luma("\"duration\": 9, \"aspect_ratio\": \"1:1\"");

        Verdict exactly = choose(provider -> true, LUMA, input, terms(Prefer.LISTED, false, "runcomfy"));
        assertThat(((Verdict.Unfit) exactly).violations())
                .extracting(Violation::pointer)
                .containsExactly("/input/aspect_ratio", "/input/duration");

        Verdict near = choose(provider -> true, LUMA, input, terms(Prefer.LISTED, true, "runcomfy"));
        assertThat(((Verdict.Unfit) near).violations())
                .containsExactly(new Violation(
                        "/input/aspect_ratio",
                        "runcomfy: must be left out, since at runcomfy the clip has the shape of the image"));
    }

    @Test
    void whoHasNoKeyHereIsPassedOver() {
        Verdict.Fit fit = (Verdict.Fit) choose("runcomfy"::equals, LUMA, luma(""), Terms.NONE);

        assertThat(fit.order().first().offering().provider()).isEqualTo("runcomfy");
        assertThat(fit.passedOver())
                .filteredOn(each -> each.provider().equals("fal"))
                .flatExtracting(PassedOver::reasons)
                .containsExactly(new Violation("", "has no key on this installation"));
    }

    @Test
    void aProviderWithoutTheModelIsToldOf() {
        Verdict verdict = choose(provider -> true, LUMA, luma(""), terms(Prefer.LISTED, false, "segmind-v1"));

        assertThat(((Verdict.Unfit) verdict).violations())
                .containsExactly(new Violation("/providers/0", "segmind-v1: does not offer " + LUMA.id()));
    }
}
