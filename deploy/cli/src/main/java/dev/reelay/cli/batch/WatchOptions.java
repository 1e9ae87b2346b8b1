package dev.reelay.cli.batch;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.WaitTime;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.batch.Batch;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Watches a batch to its end, and tells how it went on. */
final class WatchOptions {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = WaitTime.class,
            description = "Watch no longer, as 2h.")
    private @Nullable Duration timeout;

    /** The status to end with: good only if every line became a video. */
    int toTheEnd(ReelayClient client, ApiOptions api, String id) throws InterruptedException {
        Progress progress = new Progress(api.output(), ZoneId.systemDefault());
        Batch last;
        try {
            last = client.batches().watch(id, Optional.ofNullable(timeout), progress::told);
        } finally {
            progress.ended();
        }
        if (!last.ended()) {
            api.output().remark("reelay: batch " + id + " goes on; it was not watched any longer");
            return ExitStatus.TIMED_OUT.code();
        }
        api.output().answer(last.document(), BatchText.of(last));
        return (last.wholeSuccess() ? ExitStatus.GOOD : ExitStatus.FAILED).code();
    }
}
