package dev.reelay.api.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.event.EventType;
import dev.reelay.event.Events;
import dev.reelay.tenant.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Keeps what was rejected on the topic of dead letters, and tells its tenant, if it has one, by an event. */
@ApplicationScoped
class RejectRecord {
    /** The escape, but not the letters of it behind a backslash that is one. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final DeadLetters deadLetters;
    private final Events events;
    private final ObjectMapper json;

    RejectRecord(DeadLetters deadLetters, Events events, ObjectMapper json) {
        this.deadLetters = deadLetters;
        this.events = events;
        this.json = json;
    }

    void reject(Rejection rejection) {
        deadLetters.keep(rejection);
        if (rejection.tenant() != null) {
            events.record(
                    rejection.tenant().id(),
                    "record",
                    rejection.subject(),
                    1,
                    EventType.REQUEST_REJECTED,
                    facts(rejection));
        }
    }

    private ObjectNode facts(Rejection rejection) {
        ObjectNode facts = json.createObjectNode();
        if (rejection.event() != null) {
            facts.put("event_source", rejection.event().source())
                    .put("event_id", rejection.event().id());
        }
        facts.put("topic", rejection.record().topic())
                .put("partition", rejection.record().partition())
                .put("offset", rejection.record().offset());
        facts.set("problem", json.valueToTree(rejection.problem()));
        return keepable(facts);
    }

    /**
     * No database keeps a NUL in its text; a record may have one anywhere, and then its problem quotes it. So it may quote a
     * key that stands where none belongs.
     */
    private ObjectNode keepable(ObjectNode facts) {
        String text = ApiKey.hideIn(facts.toString());
        try {
            return (ObjectNode) json.readTree(NUL.matcher(text).replaceAll("$1\\\\ufffd"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("one escape in place of another is JSON still", e);
        }
    }
}
