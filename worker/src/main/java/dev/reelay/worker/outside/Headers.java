package dev.reelay.worker.outside;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** The headers of an answer as a plain map. */
final class Headers {
    private Headers() {}

    static Map<String, String> of(ClassicHttpResponse response) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other);
        }
        return Map.copyOf(headers);
    }
}
