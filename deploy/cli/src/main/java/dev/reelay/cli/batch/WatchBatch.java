package dev.reelay.cli.batch;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how a batch goes on, to its end. */
@Command(
        name = "watch",
        description = "Shows how a batch goes on, to its end; a document a line with --json.",
        mixinStandardHelpOptions = true)
final class WatchBatch implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private String id = "";

    @Mixin
    private final WatchOptions watching = new WatchOptions();

    @Mixin
    private final ApiOptions api;

    WatchBatch(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            return watching.toTheEnd(client, api, id);
        }
    }
}
