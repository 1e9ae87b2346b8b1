package dev.reelay.api.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reelay.api.request.Document;
import dev.reelay.generation.Waiting;
import dev.reelay.overview.Overview;
import dev.reelay.spend.Spent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which an overview is answered. */
final class OverviewDocuments {
    private OverviewDocuments() {}

    /** All of it. */
    @Document
    record Whole(
            Instant at,
            List<Minute> throughput,
            List<Reason> waiting,
            @Nullable Oldest oldest,
            List<Failed> failures,
            List<Money> spendToday) {
        static Whole of(Overview overview, @Nullable Oldest oldest) {
            return new Whole(
                    overview.at(),
                    overview.throughput().stream().map(Minute::of).toList(),
                    overview.waiting().stream().map(Reason::of).toList(),
                    oldest,
                    overview.failures().stream()
                            .map(failed -> new Failed(failed.errorClass(), failed.requests()))
                            .toList(),
                    overview.spentToday().stream().map(Money::of).toList());
        }
    }

    /** What came in and what ended within one minute. */
    @Document
    record Minute(Instant minute, long accepted, long completed, long failed, long cancelled) {
        static Minute of(Overview.Minute minute) {
            return new Minute(
                    minute.begin(), minute.accepted(), minute.completed(), minute.failed(), minute.cancelled());
        }
    }

    /** How many wait for one thing, or more. */
    @Document
    record Reason(String reason, long requests, boolean more) {
        static Reason of(Overview.Reason reason) {
            return new Reason(reason.reason(), reason.requests(), reason.more());
        }
    }

    /** The request that waits for longest. */
    @Document
    record Oldest(
            UUID requestId,
            @Nullable String tenant,
            String status,
            String model,
            String provider,
            Instant createdAt,
            @Nullable Why waiting,
            String url) {}

    /** What it waits for. */
    @Document
    record Why(
            String reason,
            String next,
            Instant since,
            @Nullable Instant until) {
        static @Nullable Why of(@Nullable Waiting waiting) {
            return waiting == null
                    ? null
                    : new Why(
                            waiting.reason().name().toLowerCase(Locale.ROOT),
                            waiting.next(),
                            waiting.since(),
                            waiting.until());
        }
    }

    /** How many failed by one class. */
    @Document
    record Failed(@JsonProperty("class") String errorClass, long requests) {}

    /** What the attempts of today came to, in one currency. */
    @Document
    record Money(String currency, long attempts, BigDecimal charge, BigDecimal atRisk, BigDecimal held, long unpriced) {
        static Money of(Spent spent) {
            return new Money(
                    spent.currency(), spent.attempts(), spent.charge(), spent.atRisk(), spent.held(), spent.unpriced());
        }
    }
}
