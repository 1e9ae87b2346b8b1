package dev.reelay.cli.request;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.PlainFailure;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.request.VideoRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells where a request stands. */
@Command(name = "get", description = "Tells where a request stands.", mixinStandardHelpOptions = true)
public final class GetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The request's id.")
    private String id = "";

    @Option(names = "--output", paramLabel = "FILE", description = "Save the video, if it is completed.")
    private @Nullable String output;

    @Mixin
    private final ApiOptions api;

    public GetCommand(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            VideoRequest request = client.requests().get(id);
            if (output != null && !request.completed()) {
                String status = request.status().word();
                throw new PlainFailure(ExitStatus.FAILED, "there is no video to save: the request is " + status);
            }
            if (output != null) {
                new FinishRequest(client, api.output()).save(request, output);
            }
            api.output().answer(request.document(), RequestText.of(request));
            return ExitStatus.GOOD.code();
        }
    }
}
