package dev.reelay.cli.batch;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.Batch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where a batch stands. */
@Command(name = "get", description = "Tells where a batch stands.", mixinStandardHelpOptions = true)
final class GetBatch implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private String id = "";

    @Mixin
    private final ApiOptions api;

    GetBatch(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            Batch batch = client.batches().get(id);
            api.output().answer(batch.document(), BatchText.of(batch));
            return ExitStatus.GOOD.code();
        }
    }
}
