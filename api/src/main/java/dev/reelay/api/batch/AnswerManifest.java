package dev.reelay.api.batch;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.manifest.ManifestFormat;
import dev.reelay.api.manifest.TakeManifest;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.ReadIdempotencyKey;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchLines;
import dev.reelay.batch.BatchState;
import dev.reelay.batch.BatchTerms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a manifest in, wherever it comes from, and answers what became of it. */
@ApplicationScoped
public class AnswerManifest {
    private static final int MOST_TOLD = 50;

    private final TakeManifest take;
    private final FindBatch find;
    private final BatchLines lines;
    private final DescribeBatch describe;
    private final RunBatches run;
    private final Caller caller;

    /** Who sends a file by a form knows what stands in that form, and nothing of the names in calls. */
    private enum Wording {
        CALL("with a new Idempotency-Key", "take the others alone with accept_valid"),
        FORM("again", "choose to run the valid lines even if others are faulty");

        private final String again;
        private final String others;

        Wording(String again, String others) {
            this.again = again;
            this.others = others;
        }
    }

    AnswerManifest(
            TakeManifest take,
            FindBatch find,
            BatchLines lines,
            DescribeBatch describe,
            RunBatches run,
            Caller caller) {
        this.take = take;
        this.find = find;
        this.lines = lines;
        this.describe = describe;
        this.run = run;
        this.caller = caller;
    }

    Response answer(
            BatchTerms terms, ManifestFormat format, Charset charset, InputStream manifest, HttpHeaders headers) {
        TakeManifest.Taken.Batch taken = taken(terms, format, charset, manifest, ReadIdempotencyKey.of(headers));
        return answer(judged(taken.id(), Wording.CALL), taken.replay());
    }

    /**
     * Takes it in, and has it run unless it was only to be checked.
     *
     * @throws ProblemException where nothing was accepted, with what is wrong with its lines
     */
    public Batch take(BatchTerms terms, ManifestFormat format, InputStream manifest) {
        return judged(
                taken(terms, format, StandardCharsets.UTF_8, manifest, null).id(), Wording.FORM);
    }

    private TakeManifest.Taken.Batch taken(
            BatchTerms terms, ManifestFormat format, Charset charset, InputStream manifest, @Nullable String key) {
        return switch (read(terms, format, charset, manifest, key)) {
            case TakeManifest.Taken.Batch batch -> batch;
            case TakeManifest.Taken.KeyReused reused ->
                throw new ProblemException(Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This key came with another manifest, or with other terms. Take a new key for a new batch.",
                        List.of(Problem.Fault.of(ReadIdempotencyKey.HEADER, "stands for another batch"))));
            case TakeManifest.Taken.Overtaken overtaken ->
                throw new ProblemException(Problem.of(
                        ProblemType.UPLOAD_OVERTAKEN,
                        "The same manifest is being sent a second time, and that upload goes on with it."));
        };
    }

    private TakeManifest.Taken read(
            BatchTerms terms, ManifestFormat format, Charset charset, InputStream manifest, @Nullable String key) {
        try (manifest) {
            return take.take(caller.owner().requester(), key, terms, format, charset, manifest);
        } catch (IOException | UncheckedIOException e) {
            throw new ProblemException(Problem.of(
                    ProblemType.BAD_REQUEST,
                    "The manifest ended before its time. Nothing was bought; send it again"
                            + (key == null
                                    ? "."
                                    : " with the same Idempotency-Key, and it goes on where it broke off.")));
        }
    }

    private Batch judged(UUID id, Wording wording) {
        Batch batch = find.find(id);
        if (batch.state() == BatchState.REFUSED) {
            throw refusal(batch, wording);
        }
        run.wake();
        return batch;
    }

    private Response answer(Batch batch, boolean replay) {
        String place = describe.place(batch);
        Response.ResponseBuilder answer = batch.state() == BatchState.CHECKED
                ? Response.ok(describe.whole(batch))
                : Response.accepted(describe.whole(batch)).location(URI.create(place));
        return replay ? answer.header("Idempotent-Replay", "true").build() : answer.build();
    }

    private ProblemException refusal(Batch batch, Wording wording) {
        int invalid = batch.counts().invalid();
        String detail = batch.counts().lines() == 0
                ? "Nothing was accepted: the manifest has no line."
                : "Nothing was accepted: " + invalid + " of " + batch.counts().lines()
                        + " lines cannot be. Mend them and send it " + wording.again
                        + (batch.terms().acceptValid()
                                        || invalid == batch.counts().lines()
                                ? "."
                                : ", or " + wording.others + ".");
        List<Problem.Fault> faults = new ArrayList<>();
        for (BatchLines.Faulty line : lines.faulty(batch.id(), 0, MOST_TOLD)) {
            line.faults()
                    .forEach(fault -> faults.add(new Problem.Fault(
                            fault.path("pointer").asText(),
                            null,
                            fault.path("message").asText(),
                            line.n(),
                            null)));
        }
        return new ProblemException(Problem.of(ProblemType.INVALID_MANIFEST, detail, faults)
                .about("batch_id", batch.id())
                .about("counts", describe.brief(batch).counts())
                .about("report_url", describe.place(batch) + "/report"));
    }
}
