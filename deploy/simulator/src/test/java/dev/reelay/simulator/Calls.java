package dev.reelay.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls to a simulator as a plain client makes them: no retries, no redirects, a short patience. */
final class Calls {
    static {
        // The client repeats a GET whose connection broke, which would hide the very fault under test.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        // Without repeats a call must not meet a connection that an earlier fault has spoilt.
        System.setProperty("jdk.httpclient.keepalive.timeout", "0");
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String authorization;

    private Calls(URI base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    static Calls to(Simulator simulator, String authorization) {
        return new Calls(simulator.baseUri(), authorization);
    }

    Answered get(String path) {
        return send(request(path).GET().build());
    }

    Answered post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    Answered call(String method, String path, String body) {
        return send(request(path).method(method, BodyPublishers.ofString(body)).build());
    }

    /** A request with further headers, as name and value in turn. */
    Answered with(String method, String path, String body, String... headers) {
        return send(request(path)
                .headers(headers)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String path) {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    static Answered send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            return new Answered(response);
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(new IOException(e));
        }
    }

    /** What came back. */
    record Answered(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(Buffer.buffer(response.body()));
        }
    }

    /** Nothing, or not all, came back. */
    static final class NoAnswer extends RuntimeException {
        NoAnswer(IOException cause) {
            super(cause);
        }
    }
}
