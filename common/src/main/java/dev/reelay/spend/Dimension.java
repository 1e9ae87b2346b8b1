package dev.reelay.spend;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what spending can be told apart. */
public enum Dimension {
    PROVIDER("a.provider"),
    OFFERING("a.offering"),
    MODEL("a.model"),
    /** The API key that a request came with, by its id. */
    KEY("a.api_key_id::text"),
    BATCH("a.batch_id::text"),
    /** The day of UTC on which an attempt began. */
    DAY("to_char(a.day, 'YYYY-MM-DD')"),
    /** What an attempt came to. */
    KIND("coalesce(a.charge_kind, 'open')");

    private final String sql;

    Dimension(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** The dimension with this public name. */
    public static Optional<Dimension> of(String wire) {
        return Arrays.stream(values())
                .filter(value -> value.wire().equals(wire))
                .findFirst();
    }

    /** The public name. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All public names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Dimension::wire).toList();
    }
}
