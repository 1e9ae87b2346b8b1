package dev.reelay.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;

/** A step that is a span. */
final class TracedStep extends Step {
    private final Span span;

    TracedStep(Span span) {
        this.span = span;
    }

    @Override
    public Optional<String> traceparent() {
        SpanContext context = span.getSpanContext();
        return Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex());
    }

    @Override
    public Step note(Noted what, String value) {
        span.setAttribute(what.key(), value);
        return this;
    }

    @Override
    public Step note(Noted what, long value) {
        span.setAttribute(what.key(), value);
        return this;
    }

    @Override
    public void failed() {
        span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
        span.end();
    }
}
