package dev.reelay.cli.batch;

import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.batch.Batches;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands for batches. */
@Command(
        name = "batch",
        description = "Asks for many videos with one file, and looks after them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class BatchCommand {
    private BatchCommand() {}

    public static CommandLine tree(Surroundings around) {
        CommandLine tree = new CommandLine(new BatchCommand())
                .addSubcommand(new SubmitBatch(around))
                .addSubcommand(new GetBatch(around))
                .addSubcommand(new WatchBatch(around));
        for (Change change : Change.values()) {
            tree.addSubcommand(change.word(), described(new ChangeBatch(around, change), change.description()));
        }
        return tree.addSubcommand(new ListBatches(around))
                .addSubcommand(new ReportBatch(around))
                .addSubcommand(
                        "results",
                        described(
                                new FetchLines(around, Batches.Lines.RESULTS),
                                "Fetches the results: a line for each line of the manifest."))
                .addSubcommand(
                        "errors",
                        described(
                                new FetchLines(around, Batches.Lines.ERRORS),
                                "Fetches what has failed, as a manifest that can be sent again."));
    }

    private static CommandLine described(Object command, String description) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }
}
