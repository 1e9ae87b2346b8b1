package dev.reelay.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be done that is kept; a public word never changes its meaning. */
public enum Act {
    KEY_CREATED,
    KEY_CHANGED,
    KEY_REVOKED,
    TENANT_CREATED,
    TENANT_CHANGED,
    ACCOUNT_CHANGED,
    OFFERING_CHANGED,
    BUDGET_CREATED,
    BUDGET_CHANGED,
    BUDGET_CLOSED,
    REQUEST_DELETED,
    REQUEST_RELEASED,
    ATTEMPT_SETTLED,
    QUARANTINE_ENDED,
    WEBHOOK_CREATED,
    WEBHOOK_CHANGED,
    WEBHOOK_ROTATED,
    WEBHOOK_DELETED;

    /** The act with this public word. */
    public static Optional<Act> of(String word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }

    /** The public words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Act::word).toList();
    }

    /** The public word, such as {@code key.created}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
