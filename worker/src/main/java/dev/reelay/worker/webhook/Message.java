package dev.reelay.worker.webhook;

import java.util.Map;

/** What is posted to a receiver. A plain class: arrays have no use for a record's equality. */
final class Message {
    private final Map<String, String> headers;
    private final byte[] body;

    Message(Map<String, String> headers, byte[] body) {
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
