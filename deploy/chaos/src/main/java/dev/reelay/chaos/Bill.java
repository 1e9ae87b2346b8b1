package dev.reelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** What a simulator counts while it runs. */
record Bill(URI simulator) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Calls about each accepted job, by its id. */
    Map<String, Integer> polls() throws IOException, InterruptedException {
        Map<String, Integer> polls = new HashMap<>();
        for (JsonNode line : send(to("bill").GET()).path("lines")) {
            if (line.at("/verdict/accepted").asBoolean()) {
                polls.put(
                        line.at("/verdict/job").asText(),
                        line.at("/traffic/polls").asInt());
            }
        }
        return polls;
    }

    /** All counters. */
    JsonNode totals() throws IOException, InterruptedException {
        return send(to("bill/summary").GET()).path("totals");
    }

    /** Whether nobody ever called. */
    boolean isEmpty() throws IOException, InterruptedException {
        JsonNode totals = totals();
        return totals.at("/submits/all").asLong() == 0
                && totals.at("/calls/polls").asLong() == 0
                && totals.at("/calls/resultFetches").asLong() == 0;
    }

    /** Ends every job that still renders, as it would have ended. */
    void finishAll() throws IOException, InterruptedException {
        for (String job : polls().keySet()) {
            send(to("jobs/" + job + "/finish").POST(HttpRequest.BodyPublishers.noBody()));
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(simulator + "/control/" + path));
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the simulator answered " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
