package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request asks for, as 32 bytes: the same for the bare form and the envelope, and whatever the order of the fields
 * or the blanks between them. Taken before defaults are filled in, so that a change of the catalog does not change it.
 */
public final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** SHA-256 over the canonical form. */
    public static byte[] of(Draft draft) {
        Fingerprint print = new Fingerprint();
        Terms terms = draft.terms();
        print.word(draft.model());
        print.value(draft.input());
        print.word(terms.providers().size() + " " + terms.metadata().size());
        terms.providers().forEach(print::word);
        print.word(String.valueOf(terms.webhookUrl()));
        if (!terms.webhookTypes().isEmpty()) {
            print.word("webhook_events " + String.join(" ", terms.webhookTypes()));
        }
        new TreeMap<>(terms.metadata()).forEach((key, value) -> {
            print.word(key);
            print.word(value);
        });
        print.word(terms.priority() + " " + terms.startBy() + " " + terms.finishBy() + " " + terms.onUnknown());
        print.route(terms);
        return print.digest.digest();
    }

    /** Said only where it is not the usual, so that a key from before there was a choice still fits its request. */
    private void route(Terms terms) {
        if (terms.prefer() != Prefer.LISTED) {
            word("prefer " + terms.prefer());
        }
        if (terms.allowNearest()) {
            word("allow_nearest");
        }
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            word("{" + node.size());
            node.properties().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .forEach(property -> {
                        word(property.getKey());
                        value(property.getValue());
                    });
        } else if (node.isArray()) {
            word("[" + node.size());
            node.forEach(this::value);
        } else if (node.isNumber()) {
            word("#" + node.decimalValue().stripTrailingZeros());
        } else {
            word((node.isTextual() ? "\"" : "") + node.asText());
        }
    }

    /** With its length before it, so that no two lists of words run into the same bytes. */
    private void word(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
