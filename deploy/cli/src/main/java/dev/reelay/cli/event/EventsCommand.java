package dev.reelay.cli.event;

import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.event.Event;
import dev.reelay.client.event.EventPage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints events: those that are kept, or as they happen. */
@Command(
        name = "events",
        description = "Prints events, one a line: those that are kept, or with --follow as they happen.",
        mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what happens; a broken connection is made anew.")
    private boolean follow;

    @Option(names = "--types", paramLabel = "NAMES", split = ",", description = "Only these, as generation.completed.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Only what came after it; 0 for all that is kept.")
    private @Nullable Long after;

    @Option(names = "--limit", paramLabel = "N", description = "So many at most.")
    private int limit = Integer.MAX_VALUE;

    @Mixin
    private final ApiOptions api;

    public EventsCommand(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ReelayClient client = api.client()) {
            if (follow) {
                follow(client);
            } else {
                read(client);
            }
            return ExitStatus.GOOD.code();
        }
    }

    private void follow(ReelayClient client) throws InterruptedException {
        Output output = api.output();
        int[] left = {limit};
        OptionalLong from = after == null ? OptionalLong.empty() : OptionalLong.of(after);
        client.events().follow(from, types, event -> tell(output, event) && --left[0] > 0);
    }

    private void read(ReelayClient client) throws InterruptedException {
        Output output = api.output();
        long next = after == null ? 0 : after;
        int left = limit;
        boolean more = true;
        while (more && left > 0) {
            EventPage page = client.events().read(next, types, Math.min(left, PAGE));
            for (Event event : page.events()) {
                more = tell(output, event);
            }
            left -= page.events().size();
            next = page.next();
            more = more && page.more();
        }
        output.remark("go on with --after " + next);
    }

    private static boolean tell(Output output, Event event) {
        String text = "%s  %-28s %s  %s"
                .formatted(
                        event.time(),
                        event.name(),
                        event.requestId(),
                        event.document().path("data").path("provider").asText(""));
        return output.line(output.json() ? event.document().toString() : text.stripTrailing());
    }
}
