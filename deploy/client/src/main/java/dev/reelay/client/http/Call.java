package dev.reelay.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of the api, without the key. It is repeatable when a second one does no harm: only then it is sent again although the
 * first may have arrived. Its body can be read as often as it is sent.
 */
public record Call(
        String method,
        String path,
        Map<String, String> headers,
        BodyPublisher body,
        boolean repeatable,
        @Nullable Duration timeout) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(String path) {
        return new Call("GET", path, Map.of(), BodyPublishers.noBody(), true, null);
    }

    /** A call that may be repeated only if the caller says so by {@link #again} or {@link #under}. */
    public static Call post(String path) {
        return new Call("POST", path, Map.of(), BodyPublishers.noBody(), false, null);
    }

    public static Call patch(String path) {
        return new Call("PATCH", path, Map.of(), BodyPublishers.noBody(), true, null);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, Map.of(), BodyPublishers.noBody(), true, null);
    }

    public Call json(JsonNode document) {
        return body("application/json", BodyPublishers.ofString(document.toString()));
    }

    public Call body(String contentType, BodyPublisher publisher) {
        Call typed = header("Content-Type", contentType);
        return new Call(method, path, typed.headers, publisher, repeatable, timeout);
    }

    public Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, more, body, repeatable, timeout);
    }

    /** With an idempotency key, which makes it repeatable. */
    public Call under(String idempotencyKey) {
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("an idempotency key is one word of 1 to 255 visible ASCII characters");
        }
        return header("Idempotency-Key", idempotencyKey).again();
    }

    /** Repeatable, as the api says that asking again is harmless. */
    public Call again() {
        return new Call(method, path, headers, body, true, timeout);
    }

    /** With a time of its own until the answer begins, as for a large body. */
    public Call within(Duration time) {
        return new Call(method, path, headers, body, repeatable, time);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
