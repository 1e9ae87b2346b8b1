package dev.reelay.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How an event is told outside, the same by every way: a CloudEvent 1.0 whose id, type and data never depend on who
 * reads it.
 */
@ApplicationScoped
public class CloudEvents {
    /** The version of the envelope. */
    public static final String SPEC_VERSION = "1.0";

    /** The media type of every event's data. */
    public static final String DATA_TYPE = "application/json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE_PREFIX = "dev.reelay.";
    private static final String TYPE_VERSION = ".v1";

    /** What events are about: how the data names its id, and where all of it is told, if anywhere. */
    private enum Kind {
        GENERATION("request_id", "/v1/requests/"),
        BATCH("batch_id", "/v1/batches/"),
        WEBHOOK("webhook_id", "/v1/webhooks/"),
        RECORD("record_id", null);

        private final String idName;
        private final @Nullable String place;

        Kind(String idName, @Nullable String place) {
            this.idName = idName;
            this.place = place;
        }
    }

    private final EventsConfig config;
    private final String api;

    /** @param publicUrl what links to the api begin with; without it they begin with its root */
    public CloudEvents(EventsConfig config, @ConfigProperty(name = "reelay.api.public-url") Optional<URI> publicUrl) {
        this.config = config;
        this.api = publicUrl.map(url -> url.toString().replaceAll("/+$", "")).orElse("");
    }

    public URI source() {
        return config.source();
    }

    /** The versioned type, such as {@code dev.reelay.generation.completed.v1}. */
    public static String type(Event event) {
        return TYPE_PREFIX + event.type() + TYPE_VERSION;
    }

    /** The URI of the JSON Schema of the data, such as {@code urn:reelay:event:generation.completed:v1}. */
    public static URI schema(Event event) {
        return URI.create("urn:reelay:event:" + event.type() + ":v1");
    }

    /** What it is about, such as {@code generation/01a1fc50-5482-7000-8f00-f089b6b2d998}. */
    public static String subject(Event event) {
        return event.subjectKind() + "/" + event.subjectId();
    }

    /**
     * The stored facts, after what identifies them: the subject's id, where all of it is told, the number within it, and the
     * position.
     */
    public ObjectNode data(Positioned positioned) {
        Event event = positioned.event();
        Kind kind = Kind.valueOf(event.subjectKind().toUpperCase(Locale.ROOT));
        ObjectNode data =
                JSON.createObjectNode().put(kind.idName, event.subjectId().toString());
        if (kind.place != null) {
            data.put("url", api + kind.place + event.subjectId());
        }
        data.put("number", event.number()).put("position", positioned.position());
        return data.setAll((ObjectNode) event.data());
    }

    /** The whole event in the structured mode of JSON. */
    public ObjectNode structured(Positioned positioned) {
        Event event = positioned.event();
        ObjectNode whole = JSON.createObjectNode()
                .put("specversion", SPEC_VERSION)
                .put("id", event.id().toString())
                .put("source", config.source().toString())
                .put("type", type(event))
                .put("subject", subject(event))
                .put("time", event.at().toString())
                .put("datacontenttype", DATA_TYPE)
                .put("dataschema", schema(event).toString());
        return whole.set("data", data(positioned));
    }
}
