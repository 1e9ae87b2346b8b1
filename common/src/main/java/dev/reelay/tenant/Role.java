package dev.reelay.tenant;

import java.util.Locale;

/** What a key may do; each role may do what the ones before it may. */
public enum Role {
    /** Looks at what there is. */
    VIEWER,
    /** Submits, and looks after requests and webhooks. */
    OPERATOR,
    /** Looks at the limits of the installation and changes them. */
    ADMIN;

    /** As the database has it. */
    static Role of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may do what this role may. */
    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }
}
