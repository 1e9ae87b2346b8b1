package dev.reelay.spend;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Days of UTC.
 *
 * @param from the first
 * @param to the day after the last
 */
public record Days(LocalDate from, LocalDate to) {
    /** How many a report can be of. */
    public static final int MOST = 400;

    /** How many there are; less than one when they are the wrong way round. */
    public long count() {
        return ChronoUnit.DAYS.between(from, to);
    }

    Timestamp begin() {
        return Timestamp.from(from.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    Timestamp end() {
        return Timestamp.from(to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
