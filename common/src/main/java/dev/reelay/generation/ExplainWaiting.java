package dev.reelay.generation;

import dev.reelay.database.Database;
import dev.reelay.generation.Waiting.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why a generation waits, from its own row, its last attempt and its account. */
@ApplicationScoped
class ExplainWaiting {
    private static final String ACCOUNT = """
            select a.slots, case when a.cooldown_until > clock_timestamp() then a.cooldown_until end as rests_until,
              a.cooldown_reason, (select count(*) from attempt t where t.account_id = a.id and t.verdict_at is null) as taken
            from account a where a.id = ?""";

    private final Database database;

    ExplainWaiting(Database database) {
        this.database = database;
    }

    /** What an account has to say to those who wait for it. */
    private record Room(
            int slots,
            int taken,
            @Nullable Instant restsUntil,
            @Nullable String reason) {
        static Room of(ResultSet row) throws SQLException {
            OffsetDateTime until = row.getObject("rests_until", OffsetDateTime.class);
            return new Room(
                    row.getInt("slots"),
                    row.getInt("taken"),
                    until == null ? null : until.toInstant(),
                    row.getString("cooldown_reason"));
        }
    }

    Optional<Waiting> explain(Generation generation, List<Attempt> attempts) {
        return switch (generation.state()) {
            case COMPLETED, FAILED, CANCELLED -> Optional.empty();
            case QUEUED -> Optional.of(queued(generation));
            case RUNNING -> Optional.of(running(generation, attempts));
            case STORING ->
                Optional.of(new Waiting(
                        Reason.COPYING,
                        "the video is rendered; a worker copies it to the bucket",
                        generation.times().updatedAt(),
                        null));
        };
    }

    private Waiting queued(Generation generation) {
        Generation.Times times = generation.times();
        if (!generation.waiting()) {
            String next = "its record is on the way to a worker, and is sent again if none has read it by then";
            return new Waiting(Reason.NOT_YET_RECEIVED, next, times.acceptedAt(), times.sendDueAt());
        }
        Room room = database.query(ACCOUNT, Room::of, generation.route().accountId())
                .getFirst();
        String provider = generation.route().provider();
        Instant since = times.updatedAt();
        if (room.restsUntil() != null) {
            String why = room.reason() == null ? "" : " (" + room.reason() + ")";
            return new Waiting(
                    Reason.COOL_DOWN,
                    provider + " asked for a rest" + why + "; then it goes on",
                    since,
                    room.restsUntil());
        }
        return room.taken() < room.slots()
                ? new Waiting(
                        Reason.TURN,
                        "there is room at " + provider + "; a worker submits it when its turn comes",
                        since,
                        null)
                : new Waiting(
                        Reason.SLOT,
                        "all " + room.slots() + " places at " + provider
                                + " are taken; it goes on when its turn for a free one comes",
                        since,
                        null);
    }

    private static Waiting running(Generation generation, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return submitting(generation.times().updatedAt());
        }
        Attempt last = attempts.getLast();
        Attempt.Times times = last.times();
        return switch (last.state()) {
            case SUBMITTING ->
                new Waiting(
                        Reason.SUBMITTING,
                        "it is being sent to " + last.provider()
                                + ", or was, by a worker that ended; what came of it is known by then",
                        times.createdAt(),
                        times.answerBefore());
            case ACCEPTED -> accepted(last, times);
            case UNKNOWN -> held(generation, last);
            case SUCCEEDED ->
                new Waiting(
                        Reason.COPYING,
                        "the video is rendered; a worker copies it to the bucket",
                        generation.times().updatedAt(),
                        null);
            case FAILED, CANCELLED, NOT_SENT, REFUSED ->
                submitting(generation.times().updatedAt());
        };
    }

    private static Waiting held(Generation generation, Attempt last) {
        String why = last.error() == null ? "" : " (" + last.error().message() + ")";
        return new Waiting(
                Reason.HELD,
                "it cannot be known whether " + last.provider() + " accepted it" + why
                        + ", and the request wants a person to decide: look at the account there, then settle attempt "
                        + last.number() + " as resubmit, fail or accepted",
                generation.times().updatedAt(),
                generation.terms().finishBy());
    }

    private static Waiting accepted(Attempt last, Attempt.Times times) {
        Instant accepted = times.acceptedAt() == null ? times.createdAt() : times.acceptedAt();
        return times.runningAt() == null
                ? new Waiting(
                        Reason.PROVIDER_QUEUE,
                        "it stands in the queue of " + last.provider() + "; a worker keeps asking",
                        accepted,
                        null)
                : new Waiting(
                        Reason.RENDERING,
                        last.provider() + " renders it; a worker keeps asking",
                        times.runningAt(),
                        null);
    }

    private static Waiting submitting(Instant since) {
        return new Waiting(Reason.SUBMITTING, "a worker is about to send it to a provider", since, null);
    }
}
