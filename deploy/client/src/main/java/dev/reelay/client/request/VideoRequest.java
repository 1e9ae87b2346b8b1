package dev.reelay.client.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A request as the api tells it. The document has everything: terms, attempts with their costs, the history. */
public record VideoRequest(String id, RequestStatus status, String model, JsonNode document) {

    static VideoRequest of(JsonNode document) {
        return new VideoRequest(
                document.path("request_id").asText(),
                RequestStatus.of(document.path("status").asText()),
                document.path("model").asText(),
                document);
    }

    public boolean ended() {
        return status.ended();
    }

    public boolean completed() {
        return status == RequestStatus.COMPLETED;
    }

    /** Why it failed, as {@code class: message}, or why it waits; empty when there is nothing to say. */
    public String reason() {
        JsonNode error = document.path("error");
        if (error.isObject()) {
            return error.path("class").asText() + ": " + error.path("message").asText();
        }
        return document.path("waiting").path("next").asText("");
    }

    /** What was stored, in order. */
    public List<Artifact> artifacts() {
        List<Artifact> artifacts = new ArrayList<>();
        document.path("artifacts").forEach(artifact -> artifacts.add(Artifact.of(artifact)));
        return artifacts;
    }
}
