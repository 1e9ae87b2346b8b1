package dev.reelay.client.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.event.Event;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Download;
import dev.reelay.client.http.Query;
import dev.reelay.client.http.Replayable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests for a video: submit, look, wait, cancel, fetch. */
public final class Requests {
    private final Calls calls;

    public Requests(Calls calls) {
        this.calls = calls;
    }

    /** Submits; when this returns, the request is safely written down, once. */
    public Receipt submit(RequestDraft draft) throws InterruptedException {
        String key = draft.idempotencyKey();
        Replayable answer = calls.replayable(
                Call.post("/v1/requests").json(draft.envelope()).under(key));
        JsonNode document = answer.document();
        return new Receipt(document.path("request_id").asText(), key, answer.replay(), document);
    }

    /** What a draft would come to: who would be asked, for how much and how soon. Nothing is accepted. */
    public JsonNode estimate(RequestDraft draft) throws InterruptedException {
        return calls.answer(
                Call.post("/v1/requests/estimate").json(draft.envelope()).again());
    }

    /** Everything about a request. */
    public VideoRequest get(String id) throws InterruptedException {
        return VideoRequest.of(calls.answer(Call.get(path(id))));
    }

    /** The newest requests, or the page behind a cursor ({@code next_cursor} of the page before). */
    public JsonNode list(int limit, @Nullable String cursor) throws InterruptedException {
        return calls.answer(Call.get(new Query("/v1/requests")
                .with("limit", limit)
                .with("cursor", cursor)
                .toString()));
    }

    /** Cancels; the answer's {@code outcome} says what it came to. */
    public JsonNode cancel(String id) throws InterruptedException {
        return calls.answer(Call.post(path(id) + "/cancel").again());
    }

    /** Waits for the end, however long that takes. */
    public VideoRequest await(String id) throws InterruptedException {
        return await(id, Optional.empty(), _ -> {});
    }

    /**
     * Waits for the end, and tells what happens until then. Broken connections are made anew.
     *
     * @throws NotEndedException if that takes longer than the limit
     */
    public VideoRequest await(String id, Optional<Duration> limit, Consumer<Event> listener)
            throws InterruptedException {
        return new AwaitRequest(calls, id, limit).byEvents(listener);
    }

    /**
     * Waits for the end by asking again and again, for places where a proxy lets no stream through.
     *
     * @throws NotEndedException if that takes longer than the limit
     */
    public VideoRequest awaitByPolling(String id, Optional<Duration> limit) throws InterruptedException {
        return new AwaitRequest(calls, id, limit).byPolling();
    }

    /** A link to a file of a request that is completed; they count from 0. It opens the file for whoever has it. */
    public URI link(String id, int number) throws InterruptedException {
        return calls.link(Call.get(path(id) + "/content?n=" + number));
    }

    /** Fetches a file of a request that is completed, and compares it with the checksum of what was stored. */
    public Path download(String id, int number, Path target) throws InterruptedException {
        URI link = link(id, number);
        List<Artifact> artifacts = get(id).artifacts();
        String sha256 = number < artifacts.size() ? artifacts.get(number).sha256() : "";
        return new Download(calls).into(link, target, sha256);
    }

    static String path(String id) {
        return "/v1/requests/" + Query.encode(id);
    }
}
