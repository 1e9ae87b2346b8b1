package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.KeepImage;
import dev.reelay.catalog.Catalog;
import dev.reelay.facade.AnswerJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * Reads a form as the JSON that it stands for. Its values are texts, of which the model's schema tells what they are to be; an image
 * in it is kept, and named by its place. Members of objects are named as OpenAI's client does, {@code object[member]}.
 */
@ApplicationScoped
class ReadForm {
    private static final Pattern MEMBER = Pattern.compile("([a-z_]+)\\[([a-z_]+)]");

    private static final String BOTH = "stands there both as a value and by its members";

    private final KeepImage images;
    private final Catalog catalog;
    private final Caller caller;

    ReadForm(KeepImage images, Catalog catalog, Caller caller) {
        this.images = images;
        this.catalog = catalog;
        this.caller = caller;
    }

    ObjectNode read(MultipartFormDataInput form) throws IOException {
        ObjectNode read = AnswerJson.object();
        for (Map.Entry<String, Collection<FormValue>> field : form.getValues().entrySet()) {
            if (field.getValue().size() != 1) {
                throw ReadVideo.refused(field.getKey(), "stands more than once");
            }
            FormValue value = field.getValue().iterator().next();
            Matcher member = MEMBER.matcher(field.getKey());
            if (member.matches() && value.isFileItem()) {
                throw ReadVideo.refused(field.getKey(), "must be a text; a file stands under " + member.group(1));
            }
            if (member.matches()) {
                memberOf(read, member.group(1)).put(member.group(2), value.getValue());
            } else if (read.has(field.getKey())) {
                throw ReadVideo.refused(field.getKey(), BOTH);
            } else if (value.isFileItem()) {
                read.put(field.getKey(), kept(value));
            } else {
                read.put(field.getKey(), value.getValue());
            }
        }
        JsonNode known = catalog.find(read.path("model").asText(""))
                .map(listing -> listing.input().source().path("properties"))
                .orElseGet(AnswerJson::object);
        read.properties().forEach(field -> field.setValue(meant(field.getValue(), known.path(field.getKey()))));
        return read;
    }

    private static ObjectNode memberOf(ObjectNode read, String name) {
        if (read.has(name) && !read.path(name).isObject()) {
            throw ReadVideo.refused(name, BOTH);
        }
        return read.withObject("/" + name);
    }

    private String kept(FormValue image) throws IOException {
        try (InputStream bytes = image.getFileItem().getInputStream()) {
            return images.keep(caller.tenant(), bytes).address();
        }
    }

    /** What is no number or truth value stays a text, and the schema says what is wrong with it. */
    private static JsonNode meant(JsonNode value, JsonNode schema) {
        String text = value.textValue();
        if (text == null) {
            return value;
        }
        return switch (schema.path("type").asText("")) {
            case "integer" ->
                text.matches("-?[0-9]{1,9}") ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text)) : value;
            case "number" ->
                text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")
                        ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text))
                        : value;
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text))
                        : value;
            default -> TextNode.valueOf(text);
        };
    }
}
