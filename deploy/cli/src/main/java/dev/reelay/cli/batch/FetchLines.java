package dev.reelay.cli.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.Batches;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a file that a batch made of its lines, to a file or to the standard output. */
@Command(mixinStandardHelpOptions = true)
final class FetchLines implements Callable<Integer> {
    private final Batches.Lines which;

    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private String id = "";

    @Option(names = "--output", paramLabel = "FILE", description = "Save it there instead of printing it.")
    private @Nullable Path output;

    @Mixin
    private final ApiOptions api;

    FetchLines(Surroundings surroundings, Batches.Lines which) {
        this.which = which;
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            if (output == null) {
                client.batches().download(id, which, api.surroundings().out());
            } else {
                Path file = client.batches().download(id, which, output);
                api.output()
                        .answer(JsonNodeFactory.instance.objectNode().put("saved", file.toString()), "saved " + file);
            }
            return ExitStatus.GOOD.code();
        }
    }
}
