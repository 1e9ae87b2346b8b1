package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.batch.AdvanceBatches;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchLines;
import dev.reelay.batch.Batches;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Writes the files of a batch whose lines have all ended: to the disk first, page by page, and from there into the bucket.
 * Whoever does it again writes the same.
 */
@ApplicationScoped
class WriteBatchFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1_000;

    private final AdvanceBatches batches;
    private final Batches known;
    private final BatchLines lines;
    private final LineAsResult result;
    private final LineAsRequest request;
    private final ObjectStore store;

    WriteBatchFiles(
            AdvanceBatches batches,
            Batches known,
            BatchLines lines,
            LineAsResult result,
            LineAsRequest request,
            ObjectStore store) {
        this.batches = batches;
        this.known = known;
        this.lines = lines;
        this.result = result;
        this.request = request;
        this.store = store;
    }

    void write(UUID id) {
        Batch batch = known.byId(id);
        try {
            Path results = Files.createTempFile("reelay-results-", ".jsonl");
            Path errors = Files.createTempFile("reelay-errors-", ".jsonl");
            try {
                write(batch, results, errors);
                store.put(BatchFile.RESULTS.key(batch), results, BatchFile.MEDIA_TYPE);
                store.put(BatchFile.ERRORS.key(batch), errors, BatchFile.MEDIA_TYPE);
                batches.finish(id, Files.size(results), Files.size(errors), facts(batch));
            } finally {
                Files.deleteIfExists(results);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Batch batch, Path results, Path errors) throws IOException {
        try (BufferedWriter ends = Files.newBufferedWriter(results);
                BufferedWriter again = Files.newBufferedWriter(errors)) {
            int after = 0;
            List<BatchLines.Outcome> page;
            do {
                page = lines.outcomes(batch.id(), after, PAGE);
                for (BatchLines.Outcome line : page) {
                    write(ends, result.describe(line));
                    if (line.status() != null && line.artifacts().isEmpty() && !line.atRisk()) {
                        write(again, request.describe(line));
                    }
                    after = line.n();
                }
            } while (page.size() == PAGE);
        }
    }

    private static void write(BufferedWriter out, JsonNode line) throws IOException {
        out.write(line.toString());
        out.write('\n');
    }

    private String facts(Batch batch) {
        ObjectNode facts = JSON.createObjectNode();
        for (BatchFile file : BatchFile.values()) {
            facts.put(
                    file.name().toLowerCase(java.util.Locale.ROOT) + "_uri",
                    "s3://" + store.bucket() + "/" + file.key(batch));
        }
        return facts.toString();
    }
}
