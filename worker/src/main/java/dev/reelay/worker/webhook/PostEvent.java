package dev.reelay.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.secret.Sealer;
import dev.reelay.trace.Kind;
import dev.reelay.trace.Noted;
import dev.reelay.trace.Step;
import dev.reelay.trace.Traces;
import dev.reelay.webhook.SigningSecret;
import dev.reelay.worker.outside.CallLimits;
import dev.reelay.worker.outside.NotReachedException;
import dev.reelay.worker.outside.OutgoingCall;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.RetryAfter;
import dev.reelay.worker.outside.StreamedAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts one event to one receiver, signed as Standard Webhooks 1.0.0 says: the id is the event's, the timestamp is the
 * try's, and while two secrets are valid there are two signatures. Only a 2xx is a success; a redirect is not followed.
 */
@ApplicationScoped
class PostEvent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int EXCERPT = 1024;
    private static final String UNREADABLE =
            "the endpoint's secret cannot be read: it was sealed with a key that is not configured";

    private final OutgoingHttp http;
    private final Sealer sealer;
    private final WebhookBody bodies;
    private final MessageForm facades;
    private final WebhookConfig config;
    private final InstantSource clock;
    private final Traces traces;

    PostEvent(
            @ForWebhooks OutgoingHttp http,
            Sealer sealer,
            WebhookBody bodies,
            MessageForm facades,
            WebhookConfig config,
            InstantSource clock,
            Traces traces) {
        this.http = http;
        this.sealer = sealer;
        this.bodies = bodies;
        this.facades = facades;
        this.config = config;
        this.clock = clock;
        this.traces = traces;
    }

    Tried post(Due due) {
        try (Step step = traces.begin(due.event().event().subjectId(), "webhook", Kind.CLIENT)) {
            Tried tried = post(due, step.traceparent());
            step.note(Noted.EVENT, due.event().event().id().toString()).note(Noted.OUTCOME, tried.outcome());
            if (tried.status() != null) {
                step.note(Noted.STATUS, tried.status());
            }
            if (!tried.delivered()) {
                step.failed();
            }
            return tried;
        }
    }

    private Tried post(Due due, Optional<String> traceparent) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        Message message = message(due, at);
        if (message == null) {
            return new Tried(at, Duration.ZERO, null, UNREADABLE, null, null);
        }
        try (StreamedAnswer answer = http.open(call(due, message, traceparent))) {
            return answered(at, begin, answer);
        } catch (NotReachedException e) {
            return new Tried(at, since(begin), null, "not reached: " + e.getMessage(), null, null);
        } catch (IOException | RuntimeException e) {
            return new Tried(at, since(begin), null, "no answer: " + e.getMessage(), null, null);
        }
    }

    private @Nullable Message message(Due due, Instant at) {
        Optional<Message> told = facades.of(due, at);
        if (told.isPresent()) {
            return told.get();
        }
        byte[] body = bodies.of(due.event());
        Map<String, String> headers = headers(due, at, body);
        return headers == null ? null : new Message(headers, body);
    }

    private OutgoingCall call(Due due, Message message, Optional<String> traceparent) {
        Map<String, String> headers = new HashMap<>(message.headers());
        traceparent.ifPresent(context -> headers.put("traceparent", context));
        CallLimits limits = new CallLimits(config.timeout(), config.timeout(), LONGEST_ANSWER);
        return OutgoingCall.of("POST", URI.create(due.url()), headers, limits).with(message.body());
    }

    private Tried answered(Instant at, long begin, StreamedAnswer answer) {
        int status = answer.status();
        return new Tried(
                at,
                since(begin),
                status,
                status / 100 == 2 ? null : error(status),
                excerpt(answer),
                RetryAfter.of(answer.headers(), clock));
    }

    private static String error(int status) {
        return status / 100 == 3
                ? "HTTP " + status + ": redirects are not followed; give the endpoint its new URL"
                : "HTTP " + status;
    }

    /** What the status says stands, also when the body breaks off. */
    private static @Nullable String excerpt(StreamedAnswer answer) {
        try {
            byte[] begin = answer.body().readNBytes(EXCERPT);
            String text = new String(begin, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
            return text.isBlank() ? null : text;
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Map<String, String> headers(Due due, Instant at, byte[] body) {
        String owner = due.endpointId().toString();
        byte[] secret = sealer.open(due.seals().secret(), owner).orElse(null);
        byte[] sealedHeaders = due.seals().headers();
        byte[] own =
                sealedHeaders == null ? null : sealer.open(sealedHeaders, owner).orElse(null);
        if (secret == null || (own == null && sealedHeaders != null)) {
            return null;
        }
        String id = due.event().event().id().toString();
        String signatures = SigningSecret.of(secret).sign(id, at.getEpochSecond(), body);
        byte[] sealedOld = due.seals().oldSecret();
        byte[] oldSecret =
                sealedOld == null ? null : sealer.open(sealedOld, owner).orElse(null);
        if (oldSecret != null) {
            signatures += " " + SigningSecret.of(oldSecret).sign(id, at.getEpochSecond(), body);
        }
        Map<String, String> headers = new HashMap<>(own == null ? Map.of() : read(own));
        headers.put("user-agent", "Reelay");
        headers.put("content-type", WebhookBody.TYPE);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
        headers.put("webhook-signature", signatures);
        return headers;
    }

    private static Map<String, String> read(byte[] json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sealed headers are JSON that we wrote", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory could not be read", e);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
