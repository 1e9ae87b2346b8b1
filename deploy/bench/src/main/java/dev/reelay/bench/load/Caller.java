package dev.reelay.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.processes.Addresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** One tenant's calls of the api, over connections that are kept. */
public final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Addresses at;
    private final String authorization;

    public Caller(Addresses at) {
        this.at = at;
        this.authorization = "Bearer " + at.apiKey();
    }

    /** Asks for a video that nobody else asks for; answers the request's id. */
    public UUID submit(String prompt) throws IOException, InterruptedException {
        HttpRequest request = to("/v1/requests")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"luma/ray-2/image-to-video\",\"input\":{\"prompt\":\"" + prompt
                                + "\",\"image_url\":\"https://example.com/first.jpg\"}}"))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 202) {
            throw new IOException(
                    answer.statusCode() + ": " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return UUID.fromString(JSON.readTree(answer.body()).path("request_id").asText());
    }

    /** The public state. */
    public String status(UUID request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(to("/v1/requests/" + request + "/status").build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode status = JSON.readTree(answer.body());
        return status.path("status").asText();
    }

    /** The checksum of the stored video, read through the link that the api gives. */
    public String contentSha256(UUID request) throws IOException, InterruptedException {
        HttpResponse<Void> link =
                http.send(to("/v1/requests/" + request + "/content").build(), HttpResponse.BodyHandlers.discarding());
        URI location = URI.create(link.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException(request + " has no content: " + link.statusCode())));
        HttpResponse<InputStream> video =
                http.send(HttpRequest.newBuilder(location).build(), HttpResponse.BodyHandlers.ofInputStream());
        MessageDigest digest = sha256();
        try (DigestInputStream bytes = new DigestInputStream(video.body(), digest)) {
            byte[] buffer = new byte[64 * 1024];
            while (bytes.read(buffer) >= 0) {
                // Only the checksum is wanted.
            }
        }
        return video.statusCode() == 200 ? HexFormat.of().formatHex(digest.digest()) : "status " + video.statusCode();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(at.api().resolve(path)).header("Authorization", authorization);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
