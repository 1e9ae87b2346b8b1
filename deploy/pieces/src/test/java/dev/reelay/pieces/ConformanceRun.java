package dev.reelay.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.pieces.ConformanceCase.When;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Drives all cases at all subjects through the real api and worker, side by side, and keeps how each ended. */
final class ConformanceRun {
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private final Pieces pieces;
    private final Requests requests;
    private final Map<Turn, URI> asked = new LinkedHashMap<>();

    ConformanceRun(Pieces pieces, Requests requests) {
        this.pieces = pieces;
        this.requests = requests;
    }

    /** A case at a subject. */
    record Turn(ConformanceSubject subject, ConformanceCase each) {
        String mark() {
            return each.mark(subject.name());
        }
    }

    /** The ends, by case and subject. */
    Map<Turn, String> run(List<ConformanceSubject> subjects) throws Exception {
        List<Turn> turns = new ArrayList<>();
        ConformanceCases.all().forEach(each -> subjects.forEach(subject -> turns.add(new Turn(subject, each))));
        cancel(turns, When.CANCEL_QUEUED, Setting.QUEUE_TIME);
        cancel(turns, When.CANCEL_RENDERING, Setting.GENERATION_TIME);
        for (Turn turn : turns) {
            if (turn.each().when() == When.AT_ONCE || turn.each().when() == When.DEADLINE) {
                ask(turn);
            }
        }
        awaitEnds();
        Map<Turn, String> ends = new LinkedHashMap<>();
        for (Turn turn : turns) {
            ends.put(turn, end(turn));
        }
        return ends;
    }

    private void ask(Turn turn) throws IOException, InterruptedException {
        ObjectNode request =
                turn.subject().request(turn.each().prompt(turn.subject().name()));
        if (turn.each().when() == When.DEADLINE) {
            request.put("finish_by", Instant.now().plusSeconds(5).toString());
        }
        asked.put(turn, requests.submitEnvelope(request.toString()));
    }

    /** Cancels while the jobs are held where the setting says; what goes on all the same is then let go. */
    private void cancel(List<Turn> turns, When when, Setting held) throws Exception {
        List<Turn> now =
                turns.stream().filter(turn -> turn.each().when() == when).toList();
        String before = pieces.simulator().settings().general(held);
        pieces.simulator().change(settings -> settings.with(held, "hold"));
        for (Turn turn : now) {
            ask(turn);
        }
        await(() -> now.stream().allMatch(turn -> !lines(turn).isEmpty() && known(turn)));
        pieces.simulator().change(settings -> settings.with(held, before));
        for (Turn turn : now) {
            requests.cancel(request(turn));
        }
        await(() -> now.stream()
                .filter(turn -> turn.subject().provider().cancel() != null)
                .allMatch(turn -> lines(turn).stream()
                        .noneMatch(line -> line.traffic().cancels().isEmpty())));
        // A cancel whose answer was lost is repeated; that takes a moment.
        Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        now.forEach(turn -> lines(turn).forEach(line -> pieces.simulator().finish(line.job())));
    }

    /** Whether the worker has heard of its submit, whatever; one that blocks has no answer to be known by. */
    private boolean known(Turn turn) {
        try {
            return turn.subject().provider().poll() == null
                    || !Set.of("none", "SUBMITTING").containsAll(requests.attemptStates(List.of(request(turn))));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI request(Turn turn) {
        return Objects.requireNonNull(asked.get(turn));
    }

    private void awaitEnds() throws InterruptedException {
        List<URI> open = new ArrayList<>(asked.values());
        // What has not ended by then is told as it stands.
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!open.isEmpty() && System.nanoTime() - last < 0) {
            open.removeIf(this::isEnded);
            TimeUnit.MILLISECONDS.sleep(500);
        }
        // What the caller no longer waits for may still be rendering, and be charged.
        await(() -> pieces.simulator().bill().lines().stream()
                .filter(line -> line.verdict().accepted())
                .noneMatch(line -> line.course().ended() == null
                        && !String.valueOf(line.received().body()).contains("generation-stuck")));
    }

    private boolean isEnded(URI request) {
        try {
            return ENDS.contains(
                    requests.get(request + "/status").path("status").asText());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String end(Turn turn) throws IOException, InterruptedException {
        JsonNode whole = requests.get(request(turn).toString());
        JsonNode error = whole.path("error");
        StringBuilder end = new StringBuilder(whole.path("status").asText());
        if (error.isObject()) {
            end.append(": ").append(error.path("class").asText());
            if (error.path("money_may_be_owed").asBoolean()) {
                end.append(error.path("class").asText().equals("result_lost") ? ", owed" : ", owed?");
            }
        }
        JsonNode attempts = whole.path("attempts");
        end.append(" · ")
                .append(attempts.path(attempts.size() - 1).path("state").asText());
        List<BillLine> lines = lines(turn);
        return end + " · " + lines.size() + "/"
                + lines.stream().filter(line -> line.course().rendered()).count() + "/"
                + lines.stream()
                        .filter(line -> line.course().charged().signum() > 0)
                        .count();
    }

    private List<BillLine> lines(Turn turn) {
        return pieces.simulator()
                .bill(line -> String.valueOf(line.received().body()).contains(turn.mark()))
                .lines();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
