package dev.reelay.cli.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a webhook, and what waits for it. */
@Command(name = "delete", description = "Removes a webhook, and what waits for it.", mixinStandardHelpOptions = true)
final class DeleteWebhook implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The webhook's id.")
    private String id = "";

    @Mixin
    private final ApiOptions api;

    DeleteWebhook(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            client.webhooks().delete(id);
            api.output().answer(JsonNodeFactory.instance.objectNode().put("deleted", id), "deleted " + id);
            return ExitStatus.GOOD.code();
        }
    }
}
