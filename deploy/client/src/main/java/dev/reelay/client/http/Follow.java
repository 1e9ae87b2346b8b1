package dev.reelay.client.http;

import dev.reelay.client.problem.ProblemException;
import dev.reelay.client.problem.UnreachableException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows a stream of server-sent events over breaks: each connection goes on behind the last event that was told, so none is
 * lost. It stops when the listener has enough, when the api says that there is nothing to come back for, or at a deadline.
 */
public final class Follow {
    /** Why it stopped. */
    public enum End {
        ENOUGH,
        NOTHING_MORE,
        DEADLINE
    }

    private final Calls calls;
    private final Call call;
    private final Deadline deadline;
    private String last;
    private int breaks;
    private Deadline patience;

    public Follow(Calls calls, Call call, Deadline deadline) {
        this.calls = calls;
        this.call = call.header("Accept", "text/event-stream");
        this.deadline = deadline;
        this.last = "";
        this.patience = Deadline.in(calls.patience().reconnect());
    }

    /** Tells each event, in order; the listener answers whether it wants more. */
    public End tell(Predicate<ServerSentEvent> listener) throws InterruptedException {
        while (!deadline.passed()) {
            Optional<End> end = once(listener);
            if (end.isPresent()) {
                return end.get();
            }
            if (breaks++ > 0) {
                Duration pause = calls.patience().pause(breaks - 1, Optional.empty());
                Thread.sleep(deadline.within(pause));
            }
        }
        return End.DEADLINE;
    }

    private Optional<End> once(Predicate<ServerSentEvent> listener) throws InterruptedException {
        Call next = last.isEmpty() ? call : call.header("Last-Event-ID", last);
        try {
            HttpResponse<InputStream> answer = calls.open(next);
            try (Lines lines = new Lines(answer.body())) {
                return answer.statusCode() == 204 ? Optional.of(End.NOTHING_MORE) : read(lines, listener);
            }
        } catch (UnreachableException e) {
            giveUpIf(patience.passed(), e);
        } catch (ProblemException e) {
            giveUpIf(patience.passed() || !e.passing(), e);
        }
        return Optional.empty();
    }

    private static void giveUpIf(boolean giveUp, RuntimeException fault) {
        if (giveUp) {
            throw fault;
        }
    }

    private Optional<End> read(Lines lines, Predicate<ServerSentEvent> listener) throws InterruptedException {
        EventReader reader = new EventReader();
        String line = lines.next(deadline.within(calls.patience().silence()));
        while (line != null) {
            patience = Deadline.in(calls.patience().reconnect());
            Optional<ServerSentEvent> event = reader.line(line);
            if (event.isPresent() && !wanted(event.get(), listener)) {
                return Optional.of(End.ENOUGH);
            }
            line = lines.next(deadline.within(calls.patience().silence()));
        }
        return deadline.passed() ? Optional.of(End.DEADLINE) : Optional.empty();
    }

    private boolean wanted(ServerSentEvent event, Predicate<ServerSentEvent> listener) {
        breaks = 0;
        boolean more = listener.test(event);
        if (!event.id().isEmpty()) {
            last = event.id();
        }
        return more;
    }
}
