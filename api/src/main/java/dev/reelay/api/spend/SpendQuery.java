package dev.reelay.api.spend;

import dev.reelay.api.problem.ReadQuery;
import dev.reelay.spend.Days;
import dev.reelay.spend.Dimension;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of which days a report is wanted, by what, and in which form. */
final class SpendQuery {
    private final ReadQuery query;
    private final LocalDate today;

    private SpendQuery(ReadQuery query, LocalDate today) {
        this.query = query;
        this.today = today;
    }

    /**
     * What is wanted.
     *
     * @param csv null when the address does not say
     */
    record Wanted(Days days, List<Dimension> by, @Nullable Boolean csv) {}

    static Wanted spend(MultivaluedMap<String, String> parameters, LocalDate today) {
        ReadQuery query = new ReadQuery(parameters, List.of("by", "from", "to", "format"));
        SpendQuery reading = new SpendQuery(query, today);
        Wanted wanted = new Wanted(reading.days(), reading.by(), reading.csv());
        query.endIfRefused();
        return wanted;
    }

    static Days drift(MultivaluedMap<String, String> parameters, LocalDate today) {
        ReadQuery query = new ReadQuery(parameters, List.of("from", "to"));
        Days days = new SpendQuery(query, today).days();
        query.endIfRefused();
        return days;
    }

    /** This month until now, where nothing is said. */
    private Days days() {
        LocalDate to = day("to").orElse(today.plusDays(1));
        LocalDate from = day("from").orElseGet(() -> to.minusDays(1).withDayOfMonth(1));
        Days days = new Days(from, to);
        if (days.count() < 1 || days.count() > Days.MOST) {
            query.refuse("to", "must be 1 to " + Days.MOST + " days after from, and is no part of the report itself");
        }
        return days;
    }

    private Optional<LocalDate> day(String name) {
        String value = query.text(name);
        try {
            Optional<LocalDate> day = Optional.ofNullable(value).map(LocalDate::parse);
            if (day.filter(given -> given.getYear() < 1970 || given.getYear() > 9998)
                    .isEmpty()) {
                return day;
            }
        } catch (DateTimeException e) {
            // Said below, as for a day that is out of range.
        }
        query.refuse(name, "must be a day of UTC, such as 2027-01-31");
        return Optional.empty();
    }

    private List<Dimension> by() {
        String value = query.text("by");
        List<Dimension> by = new ArrayList<>();
        for (String word : value == null ? new String[] {"provider"} : value.split(",", -1)) {
            Dimension.of(word)
                    .filter(dimension -> !by.contains(dimension))
                    .ifPresentOrElse(
                            by::add,
                            () -> query.refuse(
                                    "by",
                                    "must be some of " + String.join(", ", Dimension.words())
                                            + ", each once, separated by commas"));
        }
        return by;
    }

    private @Nullable Boolean csv() {
        String value = query.text("format");
        if (value != null && !value.equals("csv") && !value.equals("json")) {
            query.refuse("format", "must be json or csv");
        }
        return value == null ? null : (Boolean) value.equals("csv");
    }
}
