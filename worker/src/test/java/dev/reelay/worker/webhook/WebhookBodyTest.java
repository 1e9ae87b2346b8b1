package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.event.CloudEvents;
import dev.reelay.event.Event;
import dev.reelay.event.EventsConfig;
import dev.reelay.event.Positioned;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ID = UUID.fromString("01a1fc50-5482-7000-8f00-f089b6b2d998");

    private final WebhookBody bodies = new WebhookBody(new CloudEvents(config(), Optional.empty()));

    @Test
    void anEventIsPostedWhole() throws IOException {
        JsonNode body = body(JSON.createObjectNode().put("status", "in_queue"));
        assertThat(body.path("type").asText()).isEqualTo("dev.reelay.generation.accepted.v1");
        assertThat(body.at("/data/status").asText()).isEqualTo("in_queue");
        assertThat(body.at("/data/url").asText()).isEqualTo("/v1/requests/" + ID);
        assertThat(body.at("/data").has("omitted")).isFalse();
    }

    @Test
    void whatIsTooLongIsLeftOutAndNamed() throws IOException {
        ObjectNode data = JSON.createObjectNode().put("status", "in_queue");
        ObjectNode metadata = data.putObject("metadata");
        for (int n = 0; n < 32; n++) {
            metadata.put("key-" + n, "ü".repeat(512));
        }
        JsonNode body = body(data);
        assertThat(body.at("/data/omitted/0").asText()).isEqualTo("metadata");
        assertThat(body.at("/data").has("metadata")).isFalse();
        assertThat(body.at("/data/request_id").asText()).isEqualTo(ID.toString());
    }

    private JsonNode body(ObjectNode data) throws IOException {
        Event event = new Event(ID, "generation", ID, 1, "generation.accepted", Instant.EPOCH, data);
        byte[] body = bodies.of(new Positioned(1, 1, event));
        assertThat(body).hasSizeLessThanOrEqualTo(20_000);
        return JSON.readTree(body);
    }

    private static EventsConfig config() {
        return new EventsConfig() {
            @Override
            public URI source() {
                return URI.create("/reelay");
            }

            @Override
            public int keepDays() {
                return 30;
            }
        };
    }
}
