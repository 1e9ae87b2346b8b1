package dev.reelay.client.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Deadline;
import dev.reelay.client.http.Documents;
import dev.reelay.client.http.Download;
import dev.reelay.client.http.Follow;
import dev.reelay.client.http.Query;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many requests that come as one file: submit, watch, pause, cancel, retry, fetch what came of them. */
public final class Batches {
    private final Calls calls;

    public Batches(Calls calls) {
        this.calls = calls;
    }

    /**
     * Submits a manifest; a dry run only checks it.
     *
     * @throws dev.reelay.client.problem.ProblemException of the type {@code invalid-manifest} if lines are not valid and those
     *     that are were not to be accepted alone; its faults are the first of them, each with its line
     */
    public Batch submit(BatchDraft draft) throws InterruptedException {
        return new SubmitBatch(calls, draft).submit();
    }

    public Batch get(String id) throws InterruptedException {
        return Batch.of(calls.answer(Call.get(path(id))));
    }

    /** The newest batches, or the page behind a cursor ({@code next_cursor} of the page before). */
    public JsonNode list(int limit, @Nullable String cursor) throws InterruptedException {
        return calls.answer(Call.get(new Query("/v1/batches")
                .with("limit", limit)
                .with("cursor", cursor)
                .toString()));
    }

    /** Starts no further lines; what is open goes on. */
    public Batch pause(String id) throws InterruptedException {
        return Batch.of(calls.answer(Call.post(path(id) + "/pause").again()));
    }

    public Batch resume(String id) throws InterruptedException {
        return Batch.of(calls.answer(Call.post(path(id) + "/resume").again()));
    }

    public Batch cancel(String id) throws InterruptedException {
        return Batch.of(calls.answer(Call.post(path(id) + "/cancel").again()));
    }

    /** The batch that tries the lines again that have failed and were not bought; a second call answers the same batch. */
    public Batch retry(String id) throws InterruptedException {
        return Batch.of(calls.answer(Call.post(path(id) + "/retry").again()));
    }

    /** The batch that tries the lines again that may have been bought, and nobody knows. They may be paid for twice. */
    public Batch retryAtRisk(String id) throws InterruptedException {
        return Batch.of(calls.answer(Call.post(path(id) + "/retry?at_risk=true").again()));
    }

    /** Changes how many lines may be open at once. */
    public Batch concurrency(String id, int lines) throws InterruptedException {
        JsonNode change = JsonNodeFactory.instance.objectNode().put("concurrency", lines);
        return Batch.of(calls.answer(Call.patch(path(id)).json(change)));
    }

    /** Tells the batch at each change until it has ended, or the limit is over; answers how it stood at last. */
    public Batch watch(String id, Optional<Duration> limit, Consumer<Batch> listener) throws InterruptedException {
        new Follow(calls, Call.get(path(id) + "/progress"), Deadline.in(limit)).tell(event -> {
            if (!event.type().equals("progress")) {
                return true;
            }
            Batch batch = Batch.of(Documents.read(event.data()));
            listener.accept(batch);
            return !batch.ended();
        });
        return get(id);
    }

    /** Tells every fault of the manifest, in the order of its lines. */
    public void report(String id, Consumer<LineFault> listener) throws InterruptedException {
        Optional<String> after = Optional.empty();
        do {
            Query query = new Query(path(id) + "/report").with("limit", 1000).with("after", after.orElse(null));
            JsonNode page = calls.answer(Call.get(query.toString()));
            page.path("faults").forEach(fault -> listener.accept(LineFault.of(fault)));
            JsonNode next = page.path("next_after");
            after = next.isValueNode() && !next.isNull() ? Optional.of(next.asText()) : Optional.empty();
        } while (after.isPresent());
    }

    /** Fetches a file of a batch that has ended: its results, or what has failed as a manifest that can be sent again. */
    public Path download(String id, Lines which, Path target) throws InterruptedException {
        return new Download(calls).into(calls.link(Call.get(path(id) + which.path())), target, "");
    }

    /** The same, to a stream. */
    public void download(String id, Lines which, OutputStream target) throws InterruptedException {
        new Download(calls).copy(calls.link(Call.get(path(id) + which.path())), target);
    }

    private static String path(String id) {
        return "/v1/batches/" + Query.encode(id);
    }

    /** Which file of a batch that has ended. */
    public enum Lines {
        RESULTS("/results"),
        ERRORS("/errors");

        private final String path;

        Lines(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }
}
