package dev.reelay.cli.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels a request, or asks its provider to stop. */
@Command(
        name = "cancel",
        description = "Cancels a request; says whether its provider has to be asked.",
        mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The request's id.")
    private String id = "";

    @Mixin
    private final ApiOptions api;

    public CancelCommand(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            JsonNode answer = client.requests().cancel(id);
            api.output()
                    .answer(
                            answer,
                            answer.path("outcome").asText() + ": "
                                    + answer.path("detail").asText());
            return ExitStatus.GOOD.code();
        }
    }
}
