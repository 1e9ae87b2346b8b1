package dev.reelay.request;

import dev.reelay.route.Experience;
import dev.reelay.route.RouteFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts those that can serve a request into the order in which they are to be asked. Whatever is preferred, an exact one
 * comes before one that is only near, and among these one that works at the moment before one that does not.
 */
@ApplicationScoped
class RankCandidates {
    private final RouteFacts facts;

    RankCandidates(RouteFacts facts) {
        this.facts = facts;
    }

    /** A candidate with what it is compared by, looked up once; no price is one that cannot be compared. */
    private record Ranked(
            Candidate candidate,
            boolean blocked,
            Duration expected,
            @Nullable BigDecimal price) {}

    /** The best first; those that are alike keep their order. */
    List<Candidate> rank(List<Candidate> listed, Prefer prefer) {
        String currency = currency(listed);
        return listed.stream()
                .map(candidate -> ranked(candidate, currency))
                .sorted(order(prefer))
                .map(Ranked::candidate)
                .toList();
    }

    private Ranked ranked(Candidate candidate, @Nullable String currency) {
        Experience experience = facts.of(candidate.offering().id());
        return new Ranked(
                candidate,
                experience.blocked() != null,
                experience.expected(candidate.offering().limits().typical()),
                Objects.equals(candidate.currency(), currency) ? candidate.price() : null);
    }

    private static Comparator<Ranked> order(Prefer prefer) {
        Comparator<Ranked> usable = Comparator.comparing(
                        (Ranked ranked) -> !ranked.candidate().isExact())
                .thenComparing(Ranked::blocked);
        Comparator<Ranked> soonest = Comparator.comparing(Ranked::expected);
        return switch (prefer) {
            case LISTED -> usable;
            case FASTEST -> usable.thenComparing(soonest);
            case CHEAPEST -> usable.thenComparing(RankCandidates::byPrice).thenComparing(soonest);
        };
    }

    /** What it costs is not known of the last. */
    private static int byPrice(Ranked one, Ranked other) {
        if (one.price() == null || other.price() == null) {
            return Boolean.compare(one.price() == null, other.price() == null);
        }
        return one.price().compareTo(other.price());
    }

    /** Prices are compared in one currency, that of most; where as many are in two, in that of the first. */
    private static @Nullable String currency(List<Candidate> candidates) {
        return candidates.stream()
                .map(Candidate::currency)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
