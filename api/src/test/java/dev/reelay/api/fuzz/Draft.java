package dev.reelay.api.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A request in the making: what an operation takes, until something of it is made otherwise. */
final class Draft {
    private final Random random;
    private String method;
    private String address;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final List<String> headers = new ArrayList<>();
    private String type = "";
    private byte[] body = {};
    private @Nullable String length;
    private boolean cut;
    private boolean broken;

    Draft(Operation operation, Random random) {
        this.random = random;
        method = operation.method();
        address = operation.path();
    }

    /** Fills a place in the address; what is hostile stands there as it is at times, and in percents at others. */
    void path(String name, String value) {
        address = address.replace("{" + name + "}", inAddress(value));
    }

    void query(String name, String value) {
        query.put(inAddress(name), inAddress(value));
    }

    void header(String name, String value) {
        headers.add(name + ": " + value);
        broken |= value.chars().anyMatch(c -> c < ' ') || value.length() > 1_000;
    }

    void method(String other) {
        method = other;
        broken |= !other.matches("[A-Z]+") || other.equals("CONNECT");
    }

    void type(String given) {
        type = given;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    /** Says that the body has another length than it has. */
    void length(String said) {
        length = said;
        broken = true;
    }

    /** The connection ends behind the body. */
    void cut() {
        cut = true;
        broken = true;
    }

    /** Whether it is no HTTP that a server must answer. */
    boolean isBroken() {
        return broken;
    }

    boolean isCut() {
        return cut;
    }

    byte[] sentBody() {
        return body;
    }

    /** The request line and the headers. */
    byte[] head() {
        StringBuilder head = new StringBuilder(method).append(' ').append(address);
        String separator = "?";
        for (Map.Entry<String, String> entry : query.entrySet()) {
            head.append(separator).append(entry.getKey()).append('=').append(entry.getValue());
            separator = "&";
        }
        head.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (!type.isEmpty()) {
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        if (body.length > 0 || length != null || method.matches("POST|PATCH|PUT")) {
            head.append("Content-Length: ")
                    .append(length == null ? "" + body.length : length)
                    .append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String inAddress(String value) {
        boolean plain = value.matches("[\\w:/.~*-]+") || random.nextInt(4) == 0;
        if (plain) {
            broken |= !value.matches("[\\w:/.~*-]+") || value.length() > 4_000;
            return value.replaceAll("[\r\n ]", "");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        broken |= value.length() > 4_000;
        return URLEncoder.encode(bytes.toString(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
                .replace("+", "%20");
    }
}
