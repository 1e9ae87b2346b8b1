package dev.reelay.pieces.sight;

import dev.reelay.pieces.sight.Scrape.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of Prometheus' language as the alert rules are written in: a sum or maximum of what a selector finds, of its rate
 * or increase, of such a maximum, or of what was not there before; a number where there is none; two of those added or divided,
 * compared with a number; or {@code absent}. A range is the time between two scrapes.
 */
public final class Expression {
    private static final Pattern COMPARISON = Pattern.compile("(.+) (>|<|==) ([\\d.]+)");
    private static final Pattern AGGREGATE = Pattern.compile("(sum|max)(?: by \\(([^)]*)\\) )?\\((.+)\\)");
    private static final Pattern RANGE = Pattern.compile("(rate|increase)\\((.+)\\[\\d+[smh]]\\)");
    private static final Pattern OR_NUMBER = Pattern.compile("\\((.+) or vector\\(([\\d.]+)\\)\\)");
    private static final Pattern TOGETHER = Pattern.compile("\\((\\(.+\\)) \\+ (\\(.+\\))\\)");
    private static final Pattern NEW = Pattern.compile("(\\w+) unless \\1 offset \\d+[smh]");
    private static final Pattern ABSENT = Pattern.compile("absent\\((.+)\\)");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)(?:\\{(.*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!=|=)\"([^\"]*)\"");

    private final Scrape before;
    private final Scrape now;

    public Expression(Scrape before, Scrape now) {
        this.before = before;
        this.now = now;
    }

    /** The values that are left, by their labels; an alert fires for each. */
    public Map<Map<String, String>, Double> evaluate(String text) {
        Matcher absent = ABSENT.matcher(text);
        if (absent.matches()) {
            return select(now, absent.group(1)).isEmpty() ? Map.of(Map.of(), 1.0) : Map.of();
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (!comparison.matches()) {
            throw new IllegalArgumentException("not an alert's expression: " + text);
        }
        double limit = Double.parseDouble(comparison.group(3));
        Map<Map<String, String>, Double> left = new HashMap<>();
        ratio(comparison.group(1)).forEach((labels, value) -> {
            if (holds(value, comparison.group(2), limit)) {
                left.put(labels, value);
            }
        });
        return left;
    }

    private static boolean holds(double value, String comparison, double limit) {
        return switch (comparison) {
            case ">" -> value > limit;
            case "<" -> value < limit;
            default -> value == limit;
        };
    }

    private Map<Map<String, String>, Double> ratio(String text) {
        int slash = text.indexOf(" / ");
        if (slash < 0) {
            return term(text);
        }
        Map<Map<String, String>, Double> below = term(text.substring(slash + 3));
        Map<Map<String, String>, Double> ratios = new HashMap<>();
        term(text.substring(0, slash))
                .forEach((labels, value) -> Optional.ofNullable(below.get(labels))
                        .ifPresent(divisor -> ratios.put(labels, value / divisor)));
        return ratios;
    }

    private Map<Map<String, String>, Double> term(String text) {
        Matcher together = TOGETHER.matcher(text);
        if (together.matches()) {
            Map<Map<String, String>, Double> sums = new HashMap<>(term(together.group(1)));
            term(together.group(2))
                    .forEach((labels, value) -> sums.computeIfPresent(labels, (same, one) -> one + value));
            return sums;
        }
        Matcher orNumber = OR_NUMBER.matcher(text);
        if (orNumber.matches()) {
            Map<Map<String, String>, Double> found = term(orNumber.group(1));
            return found.isEmpty() ? Map.of(Map.of(), Double.parseDouble(orNumber.group(2))) : found;
        }
        Matcher aggregate = AGGREGATE.matcher(text);
        if (!aggregate.matches()) {
            return vector(text);
        }
        BinaryOperator<Double> added = aggregate.group(1).equals("sum") ? Double::sum : Math::max;
        List<String> by = aggregate.group(2) == null
                ? List.of()
                : List.of(aggregate.group(2).split(", ?", -1));
        Map<Map<String, String>, Double> groups = new HashMap<>();
        vector(aggregate.group(3)).forEach((labels, value) -> {
            Map<String, String> group = new HashMap<>(labels);
            group.keySet().retainAll(by);
            groups.merge(group, value, added);
        });
        return groups;
    }

    private Map<Map<String, String>, Double> vector(String text) {
        if (AGGREGATE.matcher(text).matches()) {
            return term(text);
        }
        Matcher fresh = NEW.matcher(text);
        if (fresh.matches()) {
            Map<Map<String, String>, Double> found = select(now, fresh.group(1));
            found.keySet().removeAll(select(before, fresh.group(1)).keySet());
            return found;
        }
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return select(now, text);
        }
        Map<Map<String, String>, Double> earlier = select(before, range.group(2));
        Map<Map<String, String>, Double> rises = new HashMap<>();
        // As there: of a series that was not there before nothing is known to have risen.
        select(now, range.group(2))
                .forEach((labels, value) ->
                        Optional.ofNullable(earlier.get(labels)).ifPresent(was -> rises.put(labels, value - was)));
        return rises;
    }

    private static Map<Map<String, String>, Double> select(Scrape scrape, String text) {
        Matcher selector = SELECTOR.matcher(text);
        if (!selector.matches()) {
            throw new IllegalArgumentException("not a selector: " + text);
        }
        String wanted = selector.group(2) == null ? "" : selector.group(2);
        Map<Map<String, String>, Double> found = new HashMap<>();
        scrape.samples().stream()
                .filter(sample -> sample.name().equals(selector.group(1)) && matches(sample, wanted))
                .forEach(sample -> found.put(sample.labels(), sample.value()));
        return found;
    }

    private static boolean matches(Sample sample, String wanted) {
        return MATCHER.matcher(wanted).results().allMatch(one -> {
            String value = sample.labels().getOrDefault(one.group(1), "");
            return switch (one.group(2)) {
                case "=" -> value.equals(one.group(3));
                case "!=" -> !value.equals(one.group(3));
                default -> value.matches(one.group(3));
            };
        });
    }
}
