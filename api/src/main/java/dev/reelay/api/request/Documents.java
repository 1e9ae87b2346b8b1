package dev.reelay.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.error.Failure;
import dev.reelay.generation.Waiting;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which a request is answered. */
final class Documents {
    private Documents() {}

    /** Where it stands. */
    @Document
    record Status(
            UUID requestId,
            String status,
            String model,
            @Nullable Wait waiting,
            boolean cancelRequested,
            String statusUrl,
            String resultUrl,
            String cancelUrl) {}

    /**
     * What came of it, or where it stands.
     *
     * @param output {@code video}, or {@code videos} when there are several; links that work until {@code expiresAt}
     * @param differences of what was rendered from what was asked for, as the caller allowed
     */
    @Document
    record Result(
            UUID requestId,
            String status,
            @Nullable Map<String, Object> output,
            @Nullable Instant expiresAt,
            @Nullable List<Stored> artifacts,
            @Nullable List<Estimate.Change> differences,
            @Nullable Fault error,
            @Nullable Wait waiting) {}

    /** A stored file: where it lies in the bucket, and a link to it. */
    @Document
    record Stored(
            String uri,
            URI url,
            Instant expiresAt,
            long bytes,
            String sha256,
            String mediaType,
            @Nullable Double durationSeconds,
            @Nullable Integer width,
            @Nullable Integer height,
            Instant storedAt) {}

    /** Why it failed, and what that means. */
    @Document
    record Fault(
            @JsonProperty("class") String errorClass,
            String message,
            @Nullable String code,
            boolean retryable,
            boolean anotherProvider,
            boolean moneyMayBeOwed) {
        static @Nullable Fault of(@Nullable Failure failure) {
            return failure == null
                    ? null
                    : new Fault(
                            failure.errorClass().wire(),
                            failure.message(),
                            failure.providerCode(),
                            failure.errorClass().mayTryAgain(),
                            failure.errorClass().mayTryElsewhere(),
                            failure.errorClass().mayOweMoney());
        }
    }

    /**
     * Why it waits, and what happens next.
     *
     * @param position among those of its tenant for the same offering, from 1
     * @param estimate when it will have ended, if all goes on as lately
     */
    @Document
    record Wait(
            String reason,
            String next,
            Instant since,
            @Nullable Instant until,
            @Nullable Integer position,
            @Nullable Instant estimate) {
        static Wait of(Waiting waiting) {
            return new Wait(
                    waiting.reason().name().toLowerCase(Locale.ROOT),
                    waiting.next(),
                    waiting.since(),
                    waiting.until(),
                    waiting.position(),
                    waiting.estimate());
        }
    }

    /**
     * One submit to one provider.
     *
     * @param price what its offering asked for it; absent when unknown
     * @param cost what the provider told
     * @param chargeKind what it has come to; absent while its provider may still be at it
     * @param charge what the provider charges, as far as it is known
     * @param atRisk what it may charge, and nobody knows
     * @param owed whether the provider bills it: {@code nothing}, {@code perhaps} or {@code yes}
     */
    @Document
    record Try(
            int number,
            String provider,
            String offering,
            String state,
            @Nullable String remoteState,
            Instant createdAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant renderingSince,
            @Nullable Instant endedAt,
            String currency,
            @Nullable BigDecimal price,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal billableUnits,
            @Nullable String chargeKind,
            @Nullable BigDecimal charge,
            @Nullable BigDecimal atRisk,
            String owed,
            @Nullable Fault error) {}

    /** One fact of its history. */
    @Document
    record Happening(UUID id, int number, String type, Instant at, JsonNode data) {}

    /** Its main facts, as lists show them. */
    @Document
    record Summary(
            UUID requestId,
            @Nullable String tenant,
            String status,
            String model,
            String provider,
            int priority,
            @Nullable Map<String, String> metadata,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable Fault error,
            String url) {}

    /** A page of requests; with the cursor comes the next one. */
    @Document
    record Page(List<Summary> requests, @Nullable String nextCursor) {}

    /** Everything that is known of a request. */
    @Document
    record Whole(
            UUID requestId,
            String status,
            String model,
            String provider,
            String offering,
            @Nullable Money estimate,
            @Nullable List<Estimate.Change> differences,
            Wanted terms,
            Instant createdAt,
            @Nullable Instant receivedAt,
            @Nullable Instant endedAt,
            @Nullable Instant cancelRequestedAt,
            @Nullable Fault error,
            @Nullable Wait waiting,
            List<Try> attempts,
            List<Stored> artifacts,
            List<Happening> timeline,
            String statusUrl,
            String resultUrl,
            String cancelUrl) {}

    /** What the offering asks for one render. */
    @Document
    record Money(BigDecimal amount, String currency) {}

    /** What the caller asked for beside the video. */
    @Document
    record Wanted(
            @Nullable List<String> providers,
            String prefer,
            boolean allowNearest,
            int priority,
            @Nullable Instant startBy,
            @Nullable Instant finishBy,
            String onUnknown,
            @Nullable String webhookUrl,
            @Nullable List<String> webhookEvents,
            @Nullable Map<String, String> metadata) {}

    /** What came of a cancel. */
    @Document
    record Cancelled(UUID requestId, String outcome, String status, String detail, String statusUrl) {}

    /** What came of a person's word for an unknown outcome. */
    @Document
    record Settled(UUID requestId, int attempt, String outcome, String status, String detail, String statusUrl) {}
}
