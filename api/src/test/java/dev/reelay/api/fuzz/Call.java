package dev.reelay.api.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param varied what of it is not as it should be
 * @param caller whose key it bears; null where it bears none, or none that is good
 */
record Call(Operation operation, String varied, Landscape.@Nullable Key caller, Draft draft) {
    private static final int SHOWN = 600;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What was sent, as far as a reader wants it; the key is left out. */
    String told() {
        return operation.id() + " with " + varied + " by " + (caller == null ? "nobody" : caller) + "\n"
                + shown(draft.head()).replaceAll("Authorization: [^\r]*", "Authorization: …") + shown(draft.sentBody());
    }

    /** Whether its method changes nothing that a body tells of. */
    boolean isHead() {
        return shown(draft.head()).startsWith("HEAD ");
    }

    /** The ids in a text. */
    static Stream<UUID> idsIn(String text) {
        return ID.matcher(text).results().map(found -> UUID.fromString(found.group()));
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8);
        return text.replaceAll("[^\\P{Cntrl}\r\n]", "?");
    }
}
