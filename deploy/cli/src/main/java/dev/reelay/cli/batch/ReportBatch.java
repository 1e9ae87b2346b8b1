package dev.reelay.cli.batch;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.LineFault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells everything that is wrong with the lines of a batch. */
@Command(
        name = "report",
        description = "Tells what is wrong with the lines of a batch, a fault a line.",
        mixinStandardHelpOptions = true)
final class ReportBatch implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private String id = "";

    @Mixin
    private final ApiOptions api;

    ReportBatch(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        Output output = api.output();
        try (ReelayClient client = api.client()) {
            client.batches().report(id, fault -> output.answer(fault.document(), line(fault)));
            return ExitStatus.GOOD.code();
        }
    }

    private static String line(LineFault fault) {
        String custom = fault.customId().isEmpty() ? "" : " (" + fault.customId() + ")";
        String field = fault.field().isEmpty() ? "" : fault.field() + ": ";
        return "line " + fault.line() + custom + "  " + field + fault.message();
    }
}
