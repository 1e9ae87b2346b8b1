package dev.reelay.chaos.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What the providers would send an invoice for. */
final class ReadBill {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;

    ReadBill(URI simulator) {
        this.control = URI.create(simulator + "/control/");
    }

    /** Every submit that was accepted, whether its caller came to know or not. */
    List<Facts.Job> jobs() throws IOException, InterruptedException {
        List<Facts.Job> jobs = new ArrayList<>();
        JsonNode lines = get("bill").path("lines");
        long accepted = get("bill/summary").at("/totals/submits/accepted").asLong();
        for (JsonNode line : lines) {
            if (line.at("/verdict/accepted").asBoolean()) {
                jobs.add(new Facts.Job(
                        line.at("/verdict/job").asText(),
                        JSON.readTree(line.at("/received/body").asText())
                                .findPath("prompt")
                                .asText(),
                        line.at("/course/state").asText(),
                        line.at("/course/charged").decimalValue()));
            }
        }
        if (jobs.size() != accepted) {
            throw new IllegalStateException("the bill has " + accepted + " jobs and tells of " + jobs.size());
        }
        return jobs;
    }

    /** The checksum of a job's file, as it was made. */
    String sha256(String job) throws IOException, InterruptedException {
        return get("files/" + job).path("sha256").asText();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(control.resolve(path)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
}
