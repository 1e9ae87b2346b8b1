package dev.reelay.cli.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sends a webhook an event of its own. */
@Command(name = "test", description = "Sends a webhook the event webhook.test.", mixinStandardHelpOptions = true)
final class TestWebhook implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The webhook's id.")
    private String id = "";

    @Mixin
    private final ApiOptions api;

    TestWebhook(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            JsonNode answer = client.webhooks().test(id);
            String text = "sent event " + answer.path("event_id").asText() + "; what became of it: "
                    + answer.path("deliveries_url").asText();
            api.output().answer(answer, text);
            return ExitStatus.GOOD.code();
        }
    }
}
