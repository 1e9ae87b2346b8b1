package dev.reelay.cli.webhook;

import dev.reelay.cli.run.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands for webhooks. */
@Command(
        name = "webhooks",
        description = "Lists, makes, removes and tests addresses that are told of events.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class WebhooksCommand {
    private WebhooksCommand() {}

    public static CommandLine tree(Surroundings surroundings) {
        return new CommandLine(new WebhooksCommand())
                .addSubcommand(new ListWebhooks(surroundings))
                .addSubcommand(new CreateWebhook(surroundings))
                .addSubcommand(new DeleteWebhook(surroundings))
                .addSubcommand(new TestWebhook(surroundings));
    }
}
