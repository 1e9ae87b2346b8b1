package dev.reelay.standalone.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.standalone.console.Console;
import dev.reelay.standalone.console.PlainFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Follows one request to its end and tells each event of its history once. */
final class Story {
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Client client;
    private final Console console;
    private final List<String> simulated;
    private final long began = System.nanoTime();
    private int told;

    Story(Client client, Console console, List<String> simulated) {
        this.client = client;
        this.console = console;
        this.simulated = simulated;
    }

    /** The request as it is in the end. */
    JsonNode follow(String id) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode request = client.get("/v1/requests/" + id);
            tell(request);
            if (request.hasNonNull("ended_at")) {
                return request;
            }
            if (System.nanoTime() - giveUp > 0) {
                throw new PlainFailure("not finished after " + PATIENCE.toMinutes() + " minutes; it waits: "
                        + request.path("waiting").path("reason").asText() + ", "
                        + request.path("waiting").path("next").asText());
            }
            pause();
        }
    }

    private void tell(JsonNode request) {
        Instant accepted = Instant.parse(request.path("created_at").asText());
        for (JsonNode event : request.path("timeline")) {
            if (event.path("number").asInt() > told) {
                told = event.path("number").asInt();
                Duration since = Duration.between(
                        accepted, Instant.parse(event.path("at").asText()));
                console.say(line(since, event));
            }
        }
        JsonNode wait = request.path("waiting");
        if (wait.isObject()) {
            console.progress(String.format(
                    "  %6s  %s: %s",
                    Console.seconds(Duration.ofNanos(System.nanoTime() - began)),
                    wait.path("reason").asText().replace('_', ' '),
                    wait.path("next").asText()));
        }
    }

    private String line(Duration since, JsonNode event) {
        JsonNode data = event.path("data");
        String type = event.path("type").asText();
        String more = switch (type) {
            case "generation.accepted" -> "written down; " + provider(data) + " is to render it";
            case "attempt.started" -> "claimed by a worker, for " + provider(data);
            case "generation.storing" -> "rendered; its bytes go into the bucket";
            case "generation.completed" -> bytes(data);
            default -> data.path("message").asText("");
        };
        return String.format(Locale.ROOT, "  %6s  %-22s %s", Console.seconds(since), type.replace('_', ' '), more)
                .stripTrailing();
    }

    private String provider(JsonNode data) {
        String name = data.path("provider").asText("a provider");
        return simulated.contains(name) ? name + " (simulated)" : name;
    }

    private static String bytes(JsonNode data) {
        long bytes = data.path("artifacts").path(0).path("bytes").asLong();
        return bytes == 0 ? "" : Console.size(bytes) + " stored";
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted", e);
        }
    }
}
