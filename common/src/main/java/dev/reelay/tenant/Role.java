package dev.reelay.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do; each role may do what the ones before it may. */
public enum Role {
    /** Looks at what there is. */
    VIEWER,
    /** Submits, and looks after requests and webhooks. */
    OPERATOR,
    /** Looks at the limits of the installation, at tenants and keys, and changes them. */
    ADMIN;

    /** As the database has it. */
    static Role of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The role with this public name. */
    public static Optional<Role> named(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    /** The public name. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may do what this role may. */
    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }
}
