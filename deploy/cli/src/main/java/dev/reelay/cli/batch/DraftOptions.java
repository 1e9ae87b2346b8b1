package dev.reelay.cli.batch;

import dev.reelay.cli.run.JsonArgument;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.batch.BatchDraft;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What holds for all lines of a batch. */
final class DraftOptions {
    private final Surroundings surroundings;

    @Option(
            names = "--defaults",
            paramLabel = "JSON",
            description =
                    "Fields of the envelope for every line that does not say otherwise; @FILE reads them from there.")
    private @Nullable String defaults;

    @Option(names = "--accept-valid", description = "Run what is valid even if some lines are not.")
    private boolean acceptValid;

    @Option(names = "--dry-run", description = "Only check the lines and estimate the cost.")
    private boolean dryRun;

    @Option(names = "--concurrency", paramLabel = "N", description = "So many lines may be open at once.")
    private @Nullable Integer concurrency;

    @Option(names = "--budget", paramLabel = "AMOUNT", description = "So much may be spent, in USD.")
    private @Nullable BigDecimal budget;

    @Option(names = "--name", paramLabel = "TEXT", description = "Yours, to know it by.")
    private @Nullable String name;

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description = "A public https address that is told of the end.")
    private @Nullable String webhookUrl;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "A word of yours, unique for each batch; otherwise made of the file and the options.")
    private @Nullable String idempotencyKey;

    DraftOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    boolean takesValid() {
        return acceptValid;
    }

    BatchDraft of(BatchDraft bare) {
        BatchDraft draft = bare;
        if (defaults != null) {
            draft = draft.defaults(new JsonArgument(surroundings).object("--defaults", defaults));
        }
        draft = acceptValid ? draft.acceptValid() : draft;
        draft = dryRun ? draft.dryRun() : draft;
        draft = concurrency == null ? draft : draft.concurrency(concurrency);
        draft = budget == null ? draft : draft.budget(budget);
        draft = name == null ? draft : draft.name(name);
        draft = webhookUrl == null ? draft : draft.webhookUrl(webhookUrl);
        return idempotencyKey == null ? draft : draft.under(idempotencyKey);
    }
}
