package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.KeepImage;
import dev.reelay.api.problem.Problem;
import dev.reelay.catalog.Catalog;
import dev.reelay.facade.AnswerJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

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

    /**
     * A form as it was read.
     *
     * @param faults what in it could not be
     */
    record Read(ObjectNode fields, List<Problem.Fault> faults) {
        Read {
            faults = List.copyOf(faults);
        }
    }

    Read read(MultipartFormDataInput form) throws IOException {
        ObjectNode read = AnswerJson.object();
        List<Problem.Fault> faults = new ArrayList<>();
        for (Map.Entry<String, Collection<FormValue>> field : form.getValues().entrySet()) {
            String wrong = field.getValue().size() == 1
                    ? take(field.getKey(), field.getValue().iterator().next(), read)
                    : "stands more than once";
            if (wrong != null) {
                faults.add(Problem.Fault.of(field.getKey(), wrong));
            }
        }
        JsonNode known = catalog.find(read.path("model").asText(""))
                .map(listing -> listing.input().source().path("properties"))
                .orElseGet(AnswerJson::object);
        read.properties().forEach(field -> field.setValue(meant(field.getValue(), known.path(field.getKey()))));
        return new Read(read, faults);
    }

    /** Takes one field in; says what is wrong with it, if anything is. */
    private @Nullable String take(String name, FormValue value, ObjectNode read) throws IOException {
        Matcher member = MEMBER.matcher(name);
        if (!member.matches()) {
            if (read.has(name)) {
                return BOTH;
            }
            read.put(name, value.isFileItem() ? kept(value) : value.getValue());
            return null;
        }
        String object = member.group(1);
        if (value.isFileItem()) {
            return "must be a text; a file stands under " + object;
        }
        if (read.has(object) && !read.path(object).isObject()) {
            return BOTH;
        }
        read.withObject("/" + object).put(member.group(2), value.getValue());
        return null;
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
