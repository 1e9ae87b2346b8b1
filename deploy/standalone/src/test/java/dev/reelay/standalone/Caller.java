package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Asks a running standalone for videos, and its simulator for the bill. */
final class Caller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;

    Caller(Path data) {
        this.data = data;
    }

    /** Sends so many requests that fal is to serve; their ids. */
    List<String> send(URI api, int requests) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            JsonNode accepted = call(authorized(api.resolve("/v1/requests"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("""
                            {"model": "luma/ray-2/image-to-video", "providers": ["fal"],
                             "input": {"prompt": "boat %d", "image_url": "https://example.com/boat.jpg"}}
                            """.formatted(i))));
            ids.add(accepted.get("request_id").asText());
        }
        return ids;
    }

    /** How many of these stand in this state. */
    long inState(URI api, List<String> ids, String state) throws Exception {
        long found = 0;
        for (String id : ids) {
            JsonNode status = call(authorized(api.resolve("/v1/requests/" + id + "/status")));
            found += status.get("status").asText().equals(state) ? 1 : 0;
        }
        return found;
    }

    /** The simulator's bill, in totals. */
    JsonNode bill() throws Exception {
        Properties ports = new Properties();
        ports.load(Files.newBufferedReader(data.resolve("ports")));
        return call(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + ports.getProperty("SIMULATOR") + "/control/bill/summary")));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder authorized(URI uri) throws IOException {
        return HttpRequest.newBuilder(uri)
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("api-key")).strip());
    }

    private JsonNode call(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }
}
