package dev.reelay.cli.batch;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.Batch;
import dev.reelay.client.batch.BatchDraft;
import dev.reelay.client.batch.BatchStatus;
import dev.reelay.client.batch.ManifestFormat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a file of many requests. Without a watch it prints the batch's id as soon as every line is written down. */
@Command(
        name = "submit",
        description = {
            "Asks for many videos with one file; prints the batch's id, or watches it to its end.",
            "Sent again, the same file with the same options is the same batch: give a key of your own for another."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SubmitBatch implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A file, also .gz; s3://bucket/key; or - for the standard input.")
    private String file = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl or csv; otherwise by the file's name.")
    private @Nullable ManifestFormat format;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "The file's letters, such as windows-1252; otherwise UTF-8, or as its byte order mark says.")
    private Charset charset = StandardCharsets.UTF_8;

    @Mixin
    private final DraftOptions options;

    @Option(names = "--watch", description = "Watch it to its end.")
    private boolean watch;

    @Mixin
    private final WatchOptions watching = new WatchOptions();

    @Mixin
    private final ApiOptions api;

    SubmitBatch(Surroundings surroundings) {
        this.options = new DraftOptions(surroundings);
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ManifestArgument manifest = ManifestArgument.of(file, format, charset, api.surroundings());
                ReelayClient client = api.client()) {
            Batch batch = client.batches().submit(options.of(BatchDraft.of(manifest.manifest())));
            if (batch.status() == BatchStatus.CHECKED) {
                return checked(batch);
            }
            if (watch) {
                api.output().remark("batch " + batch.id() + " is accepted");
                return watching.toTheEnd(client, api, batch.id());
            }
            api.output().answer(batch.document(), batch.id());
            return ExitStatus.GOOD.code();
        }
    }

    /** A check that found faults ends as the submit itself would. */
    private int checked(Batch batch) {
        api.output().answer(batch.document(), BatchText.of(batch));
        boolean usable = options.takesValid() && batch.counts().valid() > 0;
        boolean fine = usable || batch.counts().invalid() == 0;
        return (fine ? ExitStatus.GOOD : ExitStatus.INVALID).code();
    }
}
