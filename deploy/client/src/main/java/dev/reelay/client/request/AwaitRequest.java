package dev.reelay.client.request;

import dev.reelay.client.event.Event;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Deadline;
import dev.reelay.client.http.Documents;
import dev.reelay.client.http.Follow;
import dev.reelay.client.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Waits until a request has ended. What it answers was read after the end, so it is the last word. */
final class AwaitRequest {
    private static final Set<String> ENDS = Set.of("generation.completed", "generation.failed", "generation.cancelled");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Calls calls;
    private final String id;
    private final Deadline deadline;

    AwaitRequest(Calls calls, String id, Optional<Duration> limit) {
        this.calls = calls;
        this.id = id;
        this.deadline = Deadline.in(limit);
    }

    VideoRequest byEvents(Consumer<Event> listener) throws InterruptedException {
        Call call = Call.get(Requests.path(id) + "/events");
        try {
            new Follow(calls, call, deadline).tell(told -> {
                Event event = Event.of(Documents.read(told.data()));
                listener.accept(event);
                return !ENDS.contains(event.name());
            });
        } catch (ProblemException e) {
            if (e.status() != 410) {
                throw e;
            }
            // Its first events are kept no more; where it stands can be asked all the same.
        }
        return byPolling();
    }

    VideoRequest byPolling() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            VideoRequest request = VideoRequest.of(calls.answer(Call.get(Requests.path(id))));
            if (request.ended()) {
                return request;
            }
            if (deadline.passed()) {
                throw new NotEndedException(request);
            }
            Thread.sleep(deadline.within(pause));
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }
}
