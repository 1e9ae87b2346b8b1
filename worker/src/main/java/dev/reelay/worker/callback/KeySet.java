package dev.reelay.worker.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.request.StrictJson;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** The Ed25519 keys in a JSON Web Key Set (RFC 7517, RFC 8037). */
final class KeySet {
    private static final int MOST = 50;
    private static final int ED25519_BYTES = 32;

    private KeySet() {}

    /** In base64url; none when it is no such set, or has none. */
    static List<String> read(byte[] answer) {
        return StrictJson.parse(answer) instanceof StrictJson.Document(JsonNode root)
                ? StreamSupport.stream(root.path("keys").spliterator(), false)
                        .filter(key -> key.path("kty").asText().equals("OKP")
                                && key.path("crv").asText().equals("Ed25519"))
                        .map(key -> key.path("x").asText())
                        .filter(KeySet::isKey)
                        .limit(MOST)
                        .toList()
                : List.of();
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getUrlDecoder().decode(text).length == ED25519_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
