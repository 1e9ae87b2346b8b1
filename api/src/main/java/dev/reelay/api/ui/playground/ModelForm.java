package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Listing;
import dev.reelay.request.StrictJson;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a model, and the request that a filled-in form is. What cannot be read as its schema wants is passed on as it
 * is, so that the api's own check says what is wrong with it.
 */
final class ModelForm {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Listing listing;
    private final JsonNode properties;

    ModelForm(Listing listing) {
        this.listing = listing;
        this.properties = listing.input().source().path("properties");
    }

    /** Filled in with this input; what is required stands first. */
    List<FormField> fields(JsonNode given) {
        Set<String> required = new HashSet<>();
        listing.input().source().path("required").forEach(name -> required.add(name.asText()));
        return properties
                .propertyStream()
                .map(property -> FormField.of(
                        property.getKey(),
                        property.getValue(),
                        required.contains(property.getKey()),
                        given.get(property.getKey())))
                .sorted((one, other) -> Boolean.compare(other.required(), one.required()))
                .toList();
    }

    /** The body that the api takes. */
    ObjectNode envelope(MultivaluedMap<String, String> filled) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("model", listing.id());
        envelope.set("input", input(filled));
        TermsForm.write(filled, envelope);
        return envelope;
    }

    /**
     * The input that it begins with in place of another model's form: what was typed there into fields that both have, as far
     * as they are of one kind, and the sample else. What was left as it stood was not typed.
     */
    ObjectNode keeping(ModelForm before, MultivaluedMap<String, String> filled) {
        ObjectNode input = listing.sample().deepCopy();
        Map<String, FormField> own =
                fields(input).stream().collect(Collectors.toMap(FormField::name, Function.identity()));
        for (FormField was : before.fields(before.listing.sample())) {
            String now = was.filled(filled.getFirst("input:" + was.name()));
            FormField field = own.get(was.name());
            if (field != null && !now.equals(was.filled(was.value())) && field.takes(was, now)) {
                JsonNode value = value(
                        properties.path(was.name()), was.kind() == FormField.Kind.SWITCH && now.isEmpty() ? null : now);
                input.remove(was.name());
                if (value != null) {
                    input.set(was.name(), value);
                }
            }
        }
        return input;
    }

    private ObjectNode input(MultivaluedMap<String, String> filled) {
        ObjectNode input = JSON.createObjectNode();
        properties.properties().forEach(property -> {
            String name = property.getKey();
            JsonNode value = value(property.getValue(), filled.getFirst("input:" + name));
            if (value != null) {
                input.set(name, value);
            }
        });
        return input;
    }

    private static @Nullable JsonNode value(JsonNode schema, @Nullable String text) {
        if (schema.path("type").asText().equals("boolean") && !schema.has("enum")) {
            boolean usual = schema.path("default").asBoolean();
            boolean wanted = text != null;
            return wanted == usual && schema.has("default")
                    ? null
                    : JSON.getNodeFactory().booleanNode(wanted);
        }
        if (text == null || text.isEmpty()) {
            return null;
        }
        for (JsonNode choice : schema.path("enum")) {
            if (choice.asText().equals(text)) {
                return choice;
            }
        }
        return schema.path("type").asText().equals("string")
                ? JSON.getNodeFactory().textNode(text)
                : parsed(text);
    }

    private static JsonNode parsed(String text) {
        return StrictJson.parse(text.strip().getBytes(StandardCharsets.UTF_8)) instanceof StrictJson.Document document
                ? document.root()
                : JSON.getNodeFactory().textNode(text);
    }
}
