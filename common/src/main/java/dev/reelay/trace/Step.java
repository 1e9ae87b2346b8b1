package dev.reelay.trace;

import java.util.Optional;

/** One step of a request, from its beginning to {@link #close}. Where nothing is traced it is none and costs nothing. */
public sealed class Step implements AutoCloseable permits TracedStep {
    /** Of what is not traced. */
    public static final Step NONE = new Step();

    Step() {}

    /** What others are told who go on with it, as W3C's {@code traceparent}; empty when it is not traced. */
    public Optional<String> traceparent() {
        return Optional.empty();
    }

    /** Tells something of it. */
    public Step note(Noted what, String value) {
        return this;
    }

    /** The same as a number. */
    public Step note(Noted what, long value) {
        return this;
    }

    /** It came to no good. */
    public void failed() {}

    @Override
    public void close() {}
}
