package dev.reelay.api.webhook;

import dev.reelay.api.request.Document;
import dev.reelay.webhook.Delivery;
import dev.reelay.webhook.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which webhooks and deliveries are answered. */
final class WebhookDocuments {
    private WebhookDocuments() {}

    /**
     * A webhook.
     *
     * @param kind {@code endpoint}, or {@code requests} for the one that stands for the {@code webhook_url} of requests
     * @param secret only in the answer that made it
     * @param headers the names of the headers that go with each delivery
     * @param disabledReason {@code owner}, {@code gone} (410) or {@code failing}
     */
    @Document
    record Webhook(
            UUID id,
            String kind,
            @Nullable String url,
            List<String> types,
            @Nullable String description,
            List<String> headers,
            List<Integer> retryAfterSeconds,
            boolean enabled,
            @Nullable String disabledReason,
            @Nullable Instant disabledAt,
            @Nullable Instant failingSince,
            Instant createdAt,
            @Nullable String secret,
            @Nullable Instant oldSecretUntil,
            String deliveriesUrl) {
        static Webhook of(Endpoint endpoint, @Nullable String secret, String url) {
            Endpoint.Disabled disabled = endpoint.disabled();
            return new Webhook(
                    endpoint.id(),
                    endpoint.url() == null ? "requests" : "endpoint",
                    endpoint.url() == null ? null : endpoint.url().toString(),
                    endpoint.types(),
                    endpoint.description(),
                    endpoint.headerNames(),
                    endpoint.retryAfter(),
                    disabled == null,
                    disabled == null ? null : disabled.reason(),
                    disabled == null ? null : disabled.at(),
                    endpoint.failingSince(),
                    endpoint.createdAt(),
                    secret,
                    endpoint.oldSecretUntil(),
                    url + "/deliveries");
        }
    }

    /** All of a tenant, oldest first. */
    @Document
    record Webhooks(List<Webhook> webhooks) {}

    /** The event that a test sends. */
    @Document
    record Test(UUID eventId, String deliveriesUrl) {}

    /** One event on its way to one webhook; with its tries where it was asked for alone. */
    @Document
    record Sent(
            UUID id,
            UUID webhookId,
            UUID eventId,
            String type,
            UUID subjectId,
            long position,
            String cause,
            String state,
            @Nullable String reason,
            int tryCount,
            @Nullable List<Tried> tries,
            Instant createdAt,
            @Nullable Instant nextTryAt,
            @Nullable Instant endedAt) {
        static Sent of(Delivery delivery, @Nullable List<Tried> tries) {
            return new Sent(
                    delivery.id(),
                    delivery.endpointId(),
                    delivery.eventId(),
                    delivery.type(),
                    delivery.subjectId(),
                    delivery.position(),
                    delivery.cause(),
                    delivery.state(),
                    delivery.reason(),
                    delivery.tries(),
                    tries,
                    delivery.createdAt(),
                    delivery.nextTryAt(),
                    delivery.endedAt());
        }
    }

    /**
     * One try.
     *
     * @param status of the answer; absent without one
     * @param response the beginning of the answer's body
     */
    @Document
    record Tried(
            int number,
            Instant at,
            int latencyMs,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String response) {
        static Tried of(Delivery.Try tried) {
            return new Tried(
                    tried.number(), tried.at(), tried.latencyMillis(), tried.status(), tried.error(), tried.excerpt());
        }
    }

    /** A page of deliveries; with the cursor comes the next one. */
    @Document
    record Page(List<Sent> deliveries, @Nullable String nextCursor) {}

    /** A delivery that was made again. */
    @Document
    record Again(UUID deliveryId, String deliveryUrl) {}

    /**
     * What a replay is or would be.
     *
     * @param events how many
     * @param queued whether they are being delivered now; else sending the same with {@code confirm} set to the number does it
     */
    @Document
    record Replayed(int events, boolean queued, long after, long until, List<String> types, boolean missingOnly) {}
}
