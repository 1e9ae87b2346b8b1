package dev.reelay.cli.request;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.cli.run.WaitTime;
import dev.reelay.client.ReelayClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for a request's end. */
@Command(name = "wait", description = "Waits for a request's end.", mixinStandardHelpOptions = true)
public final class WaitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The request's id.")
    private String id = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = WaitTime.class,
            description = "Wait no longer, as 10m.")
    private @Nullable Duration timeout;

    @Option(names = "--output", paramLabel = "FILE", description = "Save the video; a folder takes it by its id.")
    private @Nullable String output;

    @Mixin
    private final ApiOptions api;

    public WaitCommand(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            return new FinishRequest(client, api.output()).await(id, timeout, output);
        }
    }
}
