package dev.reelay.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A caller of the api. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Requests(URI api) {
        this.api = api;
    }

    /** Submits in the bare form; answers the request's own address. */
    URI submit(String model, int number) throws IOException, InterruptedException {
        return submitInput(
                model, "{\"prompt\": \"clip %d\", \"image_url\": \"https://example.com/first.jpg\"}".formatted(number));
    }

    /** Submits an input as it stands. */
    URI submitInput(String model, String input) throws IOException, InterruptedException {
        JsonNode answer = send(request("/v1/models/" + model)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(input)));
        return api.resolve("/v1/requests/" + answer.path("request_id").asText());
    }

    /** Submits with everything around the input. */
    URI submitEnvelope(String envelope) throws IOException, InterruptedException {
        JsonNode answer = send(request("/v1/requests")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(envelope)));
        return api.resolve("/v1/requests/" + answer.path("request_id").asText());
    }

    /** The same without a look at what comes of it. */
    HttpResponse<String> tryEnvelope(String envelope) throws IOException, InterruptedException {
        return tryEnvelope(envelope, Map.of());
    }

    /** The same with further headers. */
    HttpResponse<String> tryEnvelope(String envelope, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/v1/requests").header("Content-Type", "application/json");
        headers.forEach(request::header);
        return http.send(
                request.POST(HttpRequest.BodyPublishers.ofString(envelope)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Uploads an image; answers what requests name it by. */
    String upload(byte[] image) throws IOException, InterruptedException {
        return send(request("/v1/uploads").POST(HttpRequest.BodyPublishers.ofByteArray(image)))
                .path("url")
                .asText();
    }

    /** Submits without a look at what comes of it. */
    HttpResponse<String> trySubmit(String model, String prompt) throws IOException, InterruptedException {
        return trySubmit(model, prompt, "https://example.com/first.jpg");
    }

    HttpResponse<String> trySubmit(String model, String prompt, String image) throws IOException, InterruptedException {
        String input = "{\"prompt\": \"%s\", \"image_url\": \"%s\"}".formatted(prompt, image);
        return http.send(
                request("/v1/models/" + model)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(input))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    Set<String> states(List<URI> requests) throws IOException, InterruptedException {
        Set<String> states = new HashSet<>();
        for (URI request : requests) {
            states.add(get(request + "/status").path("status").asText());
        }
        return states;
    }

    Set<String> attemptStates(List<URI> requests) throws IOException, InterruptedException {
        Set<String> states = new HashSet<>();
        for (URI request : requests) {
            JsonNode attempts = get(request.toString()).path("attempts");
            states.add(
                    attempts.isEmpty()
                            ? "none"
                            : attempts.path(attempts.size() - 1)
                                    .path("state")
                                    .asText()
                                    .toUpperCase(java.util.Locale.ROOT));
        }
        return states;
    }

    JsonNode cancel(URI request) throws IOException, InterruptedException {
        return send(request(request.getPath() + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Says something at an address of a request. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Changes something. */
    JsonNode patch(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A part of what lies behind a link, without credentials. */
    HttpResponse<byte[]> fetch(URI link, String range) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(link).header("Range", range).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String url) throws IOException, InterruptedException {
        URI address = URI.create(url);
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return send(request(address.getRawPath() + query).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + Pieces.API_KEY);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
