package dev.reelay.chaos.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.processes.Addresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A caller that knows its trade: it sends again under the same key until it is told 202, and then knows the request's id. */
public final class Requester {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Addresses at;
    private final InstantSource clock;
    private final Duration patience;
    private final AtomicInteger vain = new AtomicInteger();

    public Requester(Addresses at, InstantSource clock, Duration patience) {
        this.at = at;
        this.clock = clock;
        this.patience = patience;
    }

    /** Empty when it was not taken within the caller's patience; it may have been written down all the same. */
    public Optional<UUID> submit(Wish wish) throws InterruptedException {
        String body = body(wish);
        // Beyond its own deadline it would be refused.
        Duration time =
                wish.finishWithin() == null ? patience : wish.finishWithin().minusSeconds(1);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<UUID> accepted = trySubmit(wish.prompt(), body);
            if (accepted.isPresent()) {
                return accepted;
            }
            vain.incrementAndGet();
            Thread.sleep(PAUSE);
        }
        return Optional.empty();
    }

    /** How many tries to submit were not answered with 202. */
    public int vain() {
        return vain.get();
    }

    /** Says that no more is wanted. */
    public void cancel(UUID request) throws InterruptedException {
        post("/v1/requests/" + request + "/cancel", "");
    }

    /**
     * Says what became of an attempt whose outcome is unknown, as a person would who has looked at the provider.
     *
     * @param job the provider's id, when the outcome is {@code accepted}
     */
    public void settle(UUID request, int attempt, String outcome, @Nullable String job) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("outcome", outcome);
        if (job != null) {
            body.put("provider_request_id", job);
        }
        post("/v1/requests/" + request + "/attempts/" + attempt + "/settle", body.toString());
    }

    /** Asks until somebody answers: each of these calls may be repeated. */
    private void post(String path, String body) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                HttpResponse<byte[]> answer = send(to(path).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
                if (answer.statusCode() < 500) {
                    return;
                }
            } catch (IOException e) {
                // Asked again: to say it twice is to say it once.
            }
            Thread.sleep(PAUSE);
        }
    }

    private Optional<UUID> trySubmit(String key, String body) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = send(to("/v1/requests")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key.replace(' ', '-'))
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (answer.statusCode() == 202) {
                return Optional.of(UUID.fromString(
                        JSON.readTree(answer.body()).path("request_id").asText()));
            }
            if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                throw new IllegalStateException(
                        "refused: " + JSON.readTree(answer.body()).toString());
            }
        } catch (IOException e) {
            // Nobody knows whether it was written down; the key makes it safe to ask again.
        }
        return Optional.empty();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(CALL).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(at.api().resolve(path)).header("Authorization", "Bearer " + at.apiKey());
    }

    private String body(Wish wish) {
        boolean blocking = wish.provider().equals("segmind-v1");
        ObjectNode body = JSON.createObjectNode()
                .put("model", blocking ? "luma-ray-img-2-video" : "luma/ray-2/image-to-video")
                .put("on_unknown", wish.onUnknown());
        if (wish.isRouted()) {
            body.put("prefer", wish.provider());
        } else {
            body.putArray("providers").add(wish.provider());
        }
        ObjectNode input = body.putObject("input").put("prompt", wish.prompt());
        if (!blocking) {
            // The only resolution that all of them render.
            input.put("image_url", "https://example.com/first.jpg").put("resolution", "720p");
        }
        if (wish.finishWithin() != null) {
            body.put("finish_by", clock.instant().plus(wish.finishWithin()).toString());
        }
        return body.toString();
    }
}
