package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.ApiConfig;
import dev.reelay.api.request.RequestLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes a request as code that reaches this installation from where its clients are. */
@ApplicationScoped
class WriteCode {
    private final RequestLinks links;
    private final ApiConfig config;

    WriteCode(RequestLinks links, ApiConfig config) {
        this.links = links;
        this.config = config;
    }

    /** In all languages. */
    List<CodeSample> of(JsonNode envelope) {
        return CodeSample.of(
                envelope, links.to("v1/requests"), config.publicKafka().orElse("\"$KAFKA_BOOTSTRAP_SERVERS\""));
    }
}
