package dev.reelay.cli.request;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.PlainFailure;
import dev.reelay.client.request.RequestDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked for beside the input. What the words may be, the api knows and tells. */
final class TermOptions {
    @Option(names = "--provider", paramLabel = "NAME", description = "Who may be asked; repeat it in your order.")
    private List<String> providers = new ArrayList<>();

    @Option(names = "--prefer", paramLabel = "WORD", description = "Who is asked first: listed, cheapest or fastest.")
    private @Nullable String prefer;

    @Option(names = "--allow-nearest", description = "Take the nearest sizes where nobody serves them exactly.")
    private boolean allowNearest;

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description = "A public https address that is told of the end.")
    private @Nullable String webhookUrl;

    @Option(names = "--metadata", paramLabel = "KEY=TEXT", description = "Yours, handed back; may be repeated.")
    private List<String> metadata = new ArrayList<>();

    @Option(names = "--priority", paramLabel = "N", description = "-10 to 10; the higher goes first among your own.")
    private @Nullable Integer priority;

    @Option(
            names = "--on-unknown",
            paramLabel = "WORD",
            description = "When it cannot be known whether a provider accepted: fail, resubmit or hold.")
    private @Nullable String onUnknown;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "A word of yours, unique for each video: the same command again is the same request.")
    private @Nullable String idempotencyKey;

    RequestDraft of(RequestDraft bare) {
        RequestDraft draft = bare;
        draft = providers.isEmpty() ? draft : draft.with("providers", providers);
        draft = prefer == null ? draft : draft.with("prefer", prefer);
        draft = allowNearest ? draft.with("allow_nearest", true) : draft;
        draft = webhookUrl == null ? draft : draft.with("webhook_url", webhookUrl);
        draft = metadata.isEmpty() ? draft : draft.with("metadata", pairs());
        draft = priority == null ? draft : draft.with("priority", priority);
        draft = onUnknown == null ? draft : draft.with("on_unknown", onUnknown);
        return idempotencyKey == null ? draft : draft.under(idempotencyKey);
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : metadata) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new PlainFailure(ExitStatus.USAGE, "--metadata must be KEY=TEXT, like --metadata order=17");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
