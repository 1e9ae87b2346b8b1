package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Settlement.Outcome;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a person says of an unknown outcome. */
public final class ReadSettlement {
    private static final Set<String> FIELDS = Set.of("outcome", "provider_request_id");
    /** It becomes part of an address; dots alone would make another address of it. */
    private static final Pattern ID = Pattern.compile("(?!\\.+$)[\\x21-\\x7E]{1,512}");

    private ReadSettlement() {}

    /** What came of reading. */
    public sealed interface Result {
        /** It can be done, as far as the words go. */
        record Fine(Settlement settlement) implements Result {}

        /** Everything that is wrong with it. */
        record Wrong(List<Violation> violations) implements Result {}
    }

    /** Whether a text can be what a provider calls a request: one word of 1 to 512 visible ASCII characters. */
    public static boolean canBeId(String text) {
        return ID.matcher(text).matches();
    }

    /** Reads a whole body. */
    public static Result read(JsonNode body) {
        if (!body.isObject()) {
            return new Result.Wrong(List.of(new Violation("", "must be an object")));
        }
        Fields fields = new Fields(body);
        fields.onlyKnown(FIELDS);
        Outcome outcome = outcome(fields);
        String id = id(fields, outcome);
        return outcome == null || !fields.violations().isEmpty()
                ? new Result.Wrong(List.copyOf(fields.violations()))
                : new Result.Fine(new Settlement(outcome, id));
    }

    private static @Nullable Outcome outcome(Fields fields) {
        int before = fields.violations().size();
        String given = fields.text("outcome", "resubmit, fail or accepted");
        Outcome outcome = given == null ? null : Outcome.of(given).orElse(null);
        if (outcome == null && fields.violations().size() == before) {
            fields.refuse("outcome", "must be one of resubmit, fail, accepted");
        }
        return outcome;
    }

    private static @Nullable String id(Fields fields, @Nullable Outcome outcome) {
        int before = fields.violations().size();
        String id = fields.text("provider_request_id", "the provider's id of the request");
        if (fields.violations().size() > before || outcome == null) {
            return null;
        }
        if (outcome != Outcome.ACCEPTED) {
            if (id != null) {
                fields.refuse("provider_request_id", "belongs to the outcome accepted alone");
            }
            return null;
        }
        if (id == null || !canBeId(id)) {
            fields.refuse(
                    "provider_request_id",
                    id == null
                            ? "is missing: the id under which the provider accepted it"
                            : "must be one word of 1 to 512 visible ASCII characters");
        }
        return id;
    }
}
