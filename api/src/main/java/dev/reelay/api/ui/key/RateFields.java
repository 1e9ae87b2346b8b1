package dev.reelay.api.ui.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.ui.page.FilledForm;
import jakarta.ws.rs.core.MultivaluedMap;

/** The fields of a form that say how often a key may ask: so many a second, and so many at once. */
final class RateFields {
    private static final String PER_SECOND = "per_second";
    private static final String BURST = "burst";

    private RateFields() {}

    /** Says it, be it nothing; how many at once are as many as a second's, unless that is said too. */
    static void write(MultivaluedMap<String, String> form, ObjectNode body) {
        FilledForm limit = new FilledForm(form).values(PER_SECOND, BURST);
        ObjectNode told = limit.body();
        if (limit.text(PER_SECOND).isEmpty()) {
            body.putNull("rate_limit");
            return;
        }
        if (!told.has(BURST)) {
            told.put(BURST, (int) Math.max(1, Math.ceil(told.path(PER_SECOND).asDouble())));
        }
        body.set("rate_limit", told);
    }

    /** Says it only where it differs from what it was. */
    static void writeChange(MultivaluedMap<String, String> form, ObjectNode body) {
        FilledForm changes = FilledForm.ofChanges(form);
        if (changes.has(PER_SECOND) || changes.has(BURST)) {
            write(form, body);
        }
    }
}
