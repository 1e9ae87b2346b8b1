package dev.reelay.trace;

/** Everything that a span may tell, and so nothing else: no input, no address, no credential. */
public enum Noted {
    REQUEST("reelay.request.id"),
    ATTEMPT("reelay.attempt.id"),
    TENANT("reelay.tenant"),
    MODEL("reelay.model"),
    PROVIDER("reelay.provider"),
    DOOR("reelay.door"),
    OUTCOME("reelay.outcome"),
    EVENT("reelay.event.id"),
    LOOKS("reelay.polls"),
    BYTES("reelay.bytes"),
    STATUS("http.response.status_code");

    private final String key;

    Noted(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
