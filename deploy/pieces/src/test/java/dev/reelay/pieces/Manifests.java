package dev.reelay.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pipeline: it hands manifests over, and comes back for what became of them. */
final class Manifests {
    /** By one provider, so that what fails there has failed. */
    static final String DEFAULTS = """
            {"model": "luma/ray-2/image-to-video", "providers": ["fal"], "input": {"image_url": "https://example.com/first.jpg"}}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final URI api;

    Manifests(URI api) {
        this.api = api;
    }

    static String lines(String prompt, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n ->
                        "{\"custom_id\": \"c-" + n + "\", \"input\": {\"prompt\": \"" + prompt + " <" + n + ">\"}}")
                .collect(Collectors.joining("\n"));
    }

    JsonNode submit(String query, String key, String manifest) throws IOException, InterruptedException {
        return json(answer(query, key, HttpRequest.BodyPublishers.ofString(manifest)));
    }

    JsonNode submit(String query, String key, Path manifest) throws IOException, InterruptedException {
        return json(answer(query, key, HttpRequest.BodyPublishers.ofFile(manifest)));
    }

    private HttpResponse<String> answer(String query, String key, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return http.send(
                call(path(query))
                        .header("Content-Type", "application/jsonl")
                        .header("Idempotency-Key", key)
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String path(String query) {
        return "/v1/batches?defaults=" + URLEncoder.encode(DEFAULTS, StandardCharsets.UTF_8) + "&" + query;
    }

    /** Sends a part of a manifest that it says is longer, and is gone when that part has come to something. */
    void breakOff(String query, String key, Path manifest, long after, Runnable awaited) throws IOException {
        try (Socket socket = new Socket(api.getHost(), api.getPort());
                InputStream file = Files.newInputStream(manifest)) {
            String head =
                    "POST " + path(query) + " HTTP/1.1\r\nHost: " + api.getAuthority() + "\r\nAuthorization: Bearer "
                            + Pieces.API_KEY + "\r\nContent-Type: application/jsonl\r\nIdempotency-Key: " + key
                            + "\r\nContent-Length: " + Files.size(manifest) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[1 << 16];
            for (long left = after; left > 0; ) {
                int read = file.read(part, 0, (int) Math.min(part.length, left));
                socket.getOutputStream().write(part, 0, read);
                left -= read;
            }
            socket.getOutputStream().flush();
            awaited.run();
        }
    }

    JsonNode get(String batch) throws IOException, InterruptedException {
        return json(http.send(call("/v1/batches/" + batch).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Does something with it: pause, resume, cancel or retry. */
    JsonNode steer(String batch, String wish) throws IOException, InterruptedException {
        return json(http.send(
                call("/v1/batches/" + batch + "/" + wish)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    /** The lines of one of its files. */
    List<JsonNode> file(String batch, String name) throws IOException, InterruptedException {
        return text(batch, name)
                .lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new IllegalStateException("no JSON: " + line, e);
                    }
                })
                .toList();
    }

    /** What is told below its address, whatever it is, with links followed. */
    String text(String batch, String below) throws IOException, InterruptedException {
        HttpResponse<String> link = HttpClient.newHttpClient()
                .send(call("/v1/batches/" + batch + "/" + below).GET().build(), HttpResponse.BodyHandlers.ofString());
        return link.statusCode() == 307
                ? http.send(
                                HttpRequest.newBuilder(URI.create(link.headers()
                                                .firstValue("Location")
                                                .orElseThrow()))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body()
                : link.body();
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + Pieces.API_KEY);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
