package dev.reelay.client.request;

/** The time to wait is over, and the request goes on. */
public final class NotEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient VideoRequest request;

    NotEndedException(VideoRequest request) {
        super("request " + request.id() + " has not ended in time; it is "
                + request.status().word());
        this.request = request;
    }

    /** How it stood at last. */
    public VideoRequest request() {
        return request;
    }
}
