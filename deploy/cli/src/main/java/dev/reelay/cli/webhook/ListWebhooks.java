package dev.reelay.cli.webhook;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.webhook.Webhook;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the webhooks. */
@Command(name = "list", description = "Lists the webhooks, one a line.", mixinStandardHelpOptions = true)
final class ListWebhooks implements Callable<Integer> {
    @Mixin
    private final ApiOptions api;

    ListWebhooks(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        Output output = api.output();
        try (ReelayClient client = api.client()) {
            client.webhooks().list().forEach(webhook -> output.answer(webhook.document(), line(webhook)));
            return ExitStatus.GOOD.code();
        }
    }

    private static String line(Webhook webhook) {
        return webhook.id() + "  " + (webhook.enabled() ? "enabled " : "disabled") + "  " + webhook.url() + "  "
                + (webhook.types().isEmpty() ? "all" : String.join(",", webhook.types()));
    }
}
