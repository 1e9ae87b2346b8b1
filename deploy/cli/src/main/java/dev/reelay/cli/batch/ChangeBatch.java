package dev.reelay.cli.batch;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.Batch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pauses, resumes, cancels or retries a batch. */
@Command(mixinStandardHelpOptions = true)
final class ChangeBatch implements Callable<Integer> {
    private final Change change;

    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private String id = "";

    @Option(names = "--watch", description = "Watch it to its end.")
    private boolean watch;

    @Mixin
    private final WatchOptions watching = new WatchOptions();

    @Mixin
    private final ApiOptions api;

    ChangeBatch(Surroundings surroundings, Change change) {
        this.change = change;
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            Batch batch = change.of(client.batches(), id);
            if (watch) {
                return watching.toTheEnd(client, api, batch.id());
            }
            String text = change.makesAnother() ? batch.id() : BatchText.of(batch);
            api.output().answer(batch.document(), text);
            return ExitStatus.GOOD.code();
        }
    }
}
