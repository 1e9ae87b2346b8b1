package dev.reelay.cli.webhook;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.webhook.Webhook;
import dev.reelay.client.webhook.WebhookDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a webhook and prints its secret, which is told this once. */
@Command(
        name = "create",
        description = "Makes a webhook; prints its id and its secret, which is told this once.",
        mixinStandardHelpOptions = true)
final class CreateWebhook implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "A public https address.")
    private String to = "";

    @Option(
            names = "--types",
            paramLabel = "NAMES",
            split = ",",
            description = "Only these, as generation.completed; else all.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--description", paramLabel = "TEXT", description = "Yours.")
    private String description = "";

    @Mixin
    private final ApiOptions api;

    CreateWebhook(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            Webhook made = client.webhooks().create(new WebhookDraft(to, types, description, Map.of()));
            api.output()
                    .answer(made.document(), made.id() + "  " + made.secret().orElse(""));
            return ExitStatus.GOOD.code();
        }
    }
}
