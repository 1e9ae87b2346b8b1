package dev.reelay.api.ui.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchLines;
import dev.reelay.batch.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads all that a page shows of one batch. */
@ApplicationScoped
class ViewBatch {
    private static final int TILES = 60;
    private static final int MOST_FAULTS = 50;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.arrayNode();

    private final Batches batches;
    private final BatchLines lines;
    private final InstantSource clock;

    ViewBatch(Batches batches, BatchLines lines, InstantSource clock) {
        this.batches = batches;
        this.lines = lines;
        this.clock = clock;
    }

    BatchView of(Batch batch) {
        return new BatchView(
                batch,
                batch.counts().valid() == 0
                        ? List.of()
                        : lines.outcomes(batch.id(), 0, TILES).stream()
                                .filter(line -> line.status() != null)
                                .map(line -> tile(line, batch.state().ended()))
                                .toList(),
                lines.failures(batch.id()),
                batch.counts().invalid() == 0 ? List.of() : faults(batch),
                batch.times().startedAt() == null ? NOTHING : batches.charges(batch.id()),
                runs(batch) ? batches.waits(batch.id()) : NOTHING,
                batch.left(clock.instant()));
    }

    private static boolean runs(Batch batch) {
        return batch.times().startedAt() != null && batch.times().endedAt() == null;
    }

    /** The list of batches says nothing of their lines. */
    BatchView brief(Batch batch) {
        return new BatchView(batch, List.of(), List.of(), List.of(), NOTHING, NOTHING, null);
    }

    /** What was released and has not ended is told as cancelled, since that is what a file written now would say of it. */
    private static BatchView.Tile tile(BatchLines.Outcome line, boolean ended) {
        UUID request = line.requestId();
        String status = String.valueOf(line.status());
        boolean open = !ended && request != null && status.equals("cancelled");
        return new BatchView.Tile(line.n(), request == null ? "" : request.toString(), open ? "open" : status);
    }

    private List<String> faults(Batch batch) {
        List<String> told = new ArrayList<>();
        for (BatchLines.Faulty line : lines.faulty(batch.id(), 0, MOST_FAULTS)) {
            line.faults()
                    .forEach(fault -> told.add("Line " + line.n() + ": "
                            + fault.path("pointer").asText() + " "
                            + fault.path("message").asText()));
        }
        return told;
    }
}
