package dev.reelay.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The library that makes spans and sends them, loaded only where they are wanted. What cannot be sent in time is dropped. */
final class Spans {
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);
    private static final long FLUSHED_WITHIN_SECONDS = 3;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    Spans(URI endpoint, TracesConfig config, String service) {
        if (!(config.share() >= 0 && config.share() <= 1)) {
            throw new IllegalStateException("reelay.traces.share is from 0 to 1, not " + config.share());
        }
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder().setEndpoint(address(endpoint));
        for (String header : config.headers().orElse(List.of())) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw new IllegalStateException("reelay.traces.headers wants name=value");
            }
            exporter.addHeader(
                    header.substring(0, equals).strip(),
                    header.substring(equals + 1).strip());
        }
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder()
                        .put(AttributeKey.stringKey("service.name"), service)
                        .build())
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setScheduleDelay(SENT_EVERY)
                        .build())
                .build();
        this.tracer = provider.get("dev.reelay");
    }

    /** Null where the decision is that it is not traced. */
    @Nullable
    Step begin(String name, Kind kind, @Nullable String traceparent) {
        Span span = tracer.spanBuilder(name)
                .setParent(context(traceparent))
                .setSpanKind(SpanKind.valueOf(kind.name()))
                .startSpan();
        return span.getSpanContext().isSampled() ? new TracedStep(span) : null;
    }

    void close() {
        provider.shutdown().join(FLUSHED_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    /** What is no traceparent begins a trace of its own, as W3C wants it. */
    private static Context context(@Nullable String traceparent) {
        Matcher parts = TRACEPARENT.matcher(
                traceparent == null ? "" : traceparent.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Context.root();
        }
        SpanContext parent = SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
        return parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
    }

    private static String address(URI endpoint) {
        String path = endpoint.getPath();
        return path == null || path.isEmpty() || path.equals("/")
                ? endpoint.resolve("/v1/traces").toString()
                : endpoint.toString();
    }
}
