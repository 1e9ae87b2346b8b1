package dev.reelay.cli.request;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.cli.run.WaitTime;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.request.Receipt;
import dev.reelay.client.request.RequestDraft;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for a video. Without a wait it prints the id as soon as the request is safely written down. */
@Command(
        name = "submit",
        description = "Asks for a video; prints the request's id, or waits for the end.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            required = true,
            description = "The model: reelay models.")
    private String model = "";

    @Mixin
    private final InputOptions input;

    @Mixin
    private final TermOptions terms = new TermOptions();

    @Option(names = "--wait", description = "Wait for the end.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = WaitTime.class,
            description = "Wait no longer, as 10m.")
    private @Nullable Duration timeout;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Wait, and save the video; a folder takes it by its id.")
    private @Nullable String output;

    @Mixin
    private final ApiOptions api;

    public SubmitCommand(Surroundings surroundings) {
        this.input = new InputOptions(surroundings);
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        RequestDraft draft = terms.of(RequestDraft.of(model, Map.of()).with("input", input.read()));
        try (ReelayClient client = api.client()) {
            Receipt receipt = client.requests().submit(draft);
            if (!wait && output == null) {
                api.output().answer(receipt.document(), receipt.id());
                return ExitStatus.GOOD.code();
            }
            api.output().remark("request " + receipt.id() + (receipt.replay() ? " was known already" : " is accepted"));
            return new FinishRequest(client, api.output()).await(receipt.id(), timeout, output);
        }
    }
}
