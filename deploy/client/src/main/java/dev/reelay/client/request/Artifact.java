package dev.reelay.client.request;

import com.fasterxml.jackson.databind.JsonNode;

/** A stored file: where it lies ({@code s3://bucket/key}), its size and checksum, and a link that dies at its time. */
public record Artifact(String uri, String url, long bytes, String sha256, String mediaType) {

    static Artifact of(JsonNode document) {
        return new Artifact(
                document.path("uri").asText(),
                document.path("url").asText(),
                document.path("bytes").asLong(),
                document.path("sha256").asText(""),
                document.path("media_type").asText(""));
    }

    /** Without the link, which opens the file for whoever has it. */
    @Override
    public String toString() {
        return uri + " (" + bytes + " bytes, " + mediaType + ")";
    }
}
