package dev.reelay.cli;

import dev.reelay.cli.batch.BatchCommand;
import dev.reelay.cli.event.EventsCommand;
import dev.reelay.cli.model.ModelsCommand;
import dev.reelay.cli.request.CancelCommand;
import dev.reelay.cli.request.GetCommand;
import dev.reelay.cli.request.SubmitCommand;
import dev.reelay.cli.request.WaitCommand;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.cli.run.TellFailure;
import dev.reelay.cli.run.TellMisuse;
import dev.reelay.cli.run.Version;
import dev.reelay.cli.webhook.WebhooksCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tree of all commands. Whatever happens, the process ends with one of {@link dev.reelay.cli.run.ExitStatus}. */
@Command(
        name = "reelay",
        description = "Asks Reelay for videos, one by one or as a batch, and waits for them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading =
                "%nConfiguration: flags, then the environment, then $XDG_CONFIG_HOME/reelay/config.properties%n",
        footer = {
            "  REELAY_URL (url)                     where the api is; http://127.0.0.1:8080",
            "  REELAY_API_KEY (api-key)             the api key",
            "  REELAY_API_KEY_FILE (api-key-file)   a file with the api key",
            "",
            "Exit status: 0 all good; 1 failed, or some lines have; 2 usage; 3 refused as invalid;",
            "  4 not authorised; 5 not reachable or not available; 6 timed out waiting."
        })
public final class Reelay {
    private Reelay() {}

    public static void main(String... arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        int status = commandLine(surroundings).execute(arguments);
        surroundings.flush();
        System.exit(status);
    }

    /** The commands, in these surroundings. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Reelay())
                .addSubcommand(new SubmitCommand(surroundings))
                .addSubcommand(new GetCommand(surroundings))
                .addSubcommand(new WaitCommand(surroundings))
                .addSubcommand(new CancelCommand(surroundings))
                .addSubcommand(BatchCommand.tree(surroundings))
                .addSubcommand(new ModelsCommand(surroundings))
                .addSubcommand(new EventsCommand(surroundings))
                .addSubcommand(WebhooksCommand.tree(surroundings));
        line.addSubcommand(new CompletionCommand(surroundings, line));
        return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new TellMisuse())
                .setExecutionExceptionHandler(new TellFailure());
    }
}
