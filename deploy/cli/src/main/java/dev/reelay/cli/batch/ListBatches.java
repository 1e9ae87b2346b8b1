package dev.reelay.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.Batch;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists batches, the newest first. */
@Command(name = "list", description = "Lists batches, the newest first.", mixinStandardHelpOptions = true)
final class ListBatches implements Callable<Integer> {
    @Option(names = "--limit", paramLabel = "N", description = "So many at most.")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Where the page before ended.")
    private @Nullable String cursor;

    @Mixin
    private final ApiOptions api;

    ListBatches(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        Output output = api.output();
        try (ReelayClient client = api.client()) {
            JsonNode page = client.batches().list(limit, cursor);
            for (JsonNode batch : page.path("batches")) {
                output.answer(batch, line(Batch.of(batch)));
            }
            if (page.hasNonNull("next_cursor")) {
                output.remark("more: --cursor " + page.path("next_cursor").asText());
            }
            return ExitStatus.GOOD.code();
        }
    }

    private static String line(Batch batch) {
        return "%s  %-10s  %s  %d/%d  %s"
                .formatted(
                        batch.id(),
                        batch.status().word(),
                        batch.document().path("created_at").asText(),
                        batch.counts().completed(),
                        batch.counts().lines(),
                        batch.name())
                .stripTrailing();
    }
}
