package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.ShowJson;
import dev.reelay.event.EventType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What is asked for beside the video, as the form shows it and as it is filled in.
 *
 * @param envelope the request that the form begins with
 */
public record TermsForm(JsonNode envelope) {
    private static final String PREFIX = "term:";
    private static final String PROVIDER = "provider";

    /** Whether it begins with any. */
    public boolean isGiven() {
        return envelope.propertyStream()
                .anyMatch(field ->
                        !field.getKey().equals("model") && !field.getKey().equals("input"));
    }

    /** What a field begins with; empty when nothing is said. */
    public String text(String name) {
        return envelope.path(name).asText();
    }

    /** What one of a closed set begins with. */
    public String chosen(String name, String usual) {
        return envelope.path(name).asText(usual);
    }

    /** Whether a switch is on at first. */
    public boolean isOn(String name) {
        return envelope.path(name).asBoolean();
    }

    /** Whether the webhook is to be told of this. */
    public boolean tells(String event) {
        return StreamSupport.stream(envelope.path("webhook_events").spliterator(), false)
                .anyMatch(told -> told.asText().equals(event));
    }

    /** All that a webhook can be told of. */
    public Set<String> events() {
        return EventType.OF_REQUESTS;
    }

    /** The caller's own words, as JSON. */
    public String metadata() {
        return envelope.hasNonNull("metadata") ? ShowJson.pretty(envelope.path("metadata")) : "";
    }

    /** Who is asked, in their order, with commas between them; empty for anybody. */
    public String provider() {
        return StreamSupport.stream(envelope.path("providers").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    /** The same in words. */
    public String label(String providers) {
        return providers.replace(",", ", then ");
    }

    /** Who can be asked: each of these, and those that the form begins with. */
    Set<String> providers(Set<String> known) {
        Set<String> all = new LinkedHashSet<>(known);
        if (!provider().isEmpty()) {
            all.add(provider());
        }
        return all;
    }

    /** Writes what is filled in; what is as usual is left out. */
    static void write(MultivaluedMap<String, String> filled, ObjectNode envelope) {
        MultivaluedMap<String, String> terms = new MultivaluedHashMap<>();
        filled.forEach((name, values) -> {
            if (name.startsWith(PREFIX)) {
                terms.put(name.substring(PREFIX.length()), values);
            }
        });
        FilledForm form = new FilledForm(terms)
                .texts("prefer", "on_unknown", "start_by", "finish_by", "webhook_url")
                .values("priority", "metadata")
                .flags("allow_nearest")
                .list("webhook_events");
        ObjectNode said = form.body();
        drop(said, "prefer", "listed");
        drop(said, "on_unknown", "fail");
        drop(said, "priority", "0");
        if (!form.text(PROVIDER).isEmpty()) {
            for (String provider : form.text(PROVIDER).split(",", -1)) {
                said.withArray("providers").add(provider);
            }
        }
        envelope.setAll(said);
    }

    private static void drop(ObjectNode said, String name, String usual) {
        if (said.path(name).asText().equals(usual)) {
            said.remove(name);
        }
    }
}
