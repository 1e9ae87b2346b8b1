package dev.reelay.api.event;

import dev.reelay.api.testing.Client;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A reader of server-sent events, who keeps what came. */
final class Stream implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Optional<Sent>> sent = new LinkedBlockingQueue<>();

    /** One event as it came over the wire. */
    record Sent(long id, String event, String data) {}

    private Stream(HttpRequest request) throws IOException, InterruptedException {
        this.answer = http.send(request, BodyHandlers.ofInputStream());
        Thread.ofVirtual().start(this::read);
    }

    static Stream open(Client client, String path, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", "Bearer " + client.key())
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new Stream(request.build());
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The next event; fails when none comes in time or the stream has ended. */
    Sent next() throws InterruptedException {
        return polled().orElseThrow(() -> new AssertionError("the stream has ended"));
    }

    /** Whether the stream ended, with nothing more said. */
    boolean ended() throws InterruptedException {
        return polled().isEmpty();
    }

    private Optional<Sent> polled() throws InterruptedException {
        Optional<Sent> next = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came in time");
        }
        return next;
    }

    private void read() {
        Map<String, String> fields = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                } else if (fields.containsKey("data")) {
                    sent.add(Optional.of(new Sent(
                            Long.parseLong(fields.getOrDefault("id", "")),
                            fields.getOrDefault("event", ""),
                            fields.getOrDefault("data", ""))));
                    fields.clear();
                }
            }
        } catch (IOException e) {
            // Closed here, or cut there: it has ended either way.
        }
        sent.add(Optional.empty());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
