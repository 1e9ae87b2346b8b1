package dev.reelay.standalone.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;

/** A stored result, as the api tells of it, and where the embedded store keeps its file. */
record StoredVideo(URI uri, URI link, Path file, long bytes, String sha256, String duration, String size) {
    static StoredVideo of(JsonNode artifact, Path store) {
        URI uri = URI.create(artifact.path("uri").asText());
        return new StoredVideo(
                uri,
                URI.create(artifact.path("url").asText()),
                store.resolve(uri.getHost()).resolve(uri.getPath().substring(1)),
                artifact.path("bytes").asLong(),
                artifact.path("sha256").asText(),
                artifact.path("duration_seconds").asText("unknown"),
                artifact.path("width").asText("?") + " x "
                        + artifact.path("height").asText("?"));
    }
}
