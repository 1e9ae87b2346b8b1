package dev.reelay.standalone.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.standalone.console.PlainFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to the api as any caller would. */
final class Client implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI api;
    private final String key;

    Client(URI api, String key) {
        this.api = api;
        this.key = key;
    }

    JsonNode get(String path) {
        return answer(path, request(path).GET().build());
    }

    JsonNode post(String path, String idempotencyKey, JsonNode body) {
        return answer(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    /** The bytes behind a presigned link, which needs no key. */
    InputStream open(URI link) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(link).timeout(TIMEOUT).build();
        HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("the store answers " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + key);
    }

    private JsonNode answer(String path, HttpRequest request) {
        try {
            HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new PlainFailure(request.method() + " " + path + " was answered with " + answer.statusCode()
                        + ": " + answer.body().strip());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new PlainFailure(request.method() + " " + path + " failed: " + PlainFailure.reason(e), e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted", e);
        }
    }
}
