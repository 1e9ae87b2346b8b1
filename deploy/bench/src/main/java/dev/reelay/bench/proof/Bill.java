package dev.reelay.bench.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The simulator's side door: how it renders, what it would charge, and what its files are. */
public final class Bill {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;

    public Bill(URI simulator) {
        this.control = URI.create(simulator + "/control/");
    }

    /** Renders like this from now on, and starts a new bill. */
    public void begin(String generationTime, String resultSize) throws IOException, InterruptedException {
        String settings = JSON.createObjectNode()
                .put("generation-time", generationTime)
                .put("result-size", resultSize)
                .toString();
        send(HttpRequest.newBuilder(control.resolve("settings"))
                .method("PATCH", HttpRequest.BodyPublishers.ofString(settings)));
        send(HttpRequest.newBuilder(control.resolve("bill")).DELETE());
    }

    public JsonNode summary() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(control.resolve("bill/summary")));
    }

    /** How long each job took there, from the submit to the end of its rendering. */
    Map<String, Duration> times() throws IOException, InterruptedException {
        Map<String, Duration> times = new HashMap<>();
        for (JsonNode line :
                send(HttpRequest.newBuilder(control.resolve("bill"))).path("lines")) {
            JsonNode ended = line.at("/course/ended");
            if (ended.isTextual()) {
                times.put(
                        line.at("/verdict/job").asText(),
                        Duration.between(
                                Instant.parse(line.at("/received/at").asText()), Instant.parse(ended.asText())));
            }
        }
        return times;
    }

    String sha256(String job) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(control.resolve("files/" + job)))
                .path("sha256")
                .asText();
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return JSON.readTree(answer.body());
    }
}
