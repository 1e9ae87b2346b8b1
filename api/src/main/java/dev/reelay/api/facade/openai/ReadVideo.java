package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads what is posted to make a video: OpenAI's fields in the words of our inputs, and every other field as a field of the input, of
 * which the model's schema knows what it is to be.
 */
@ApplicationScoped
class ReadVideo {
    private static final String MODEL = "model";
    private static final String SIZE = "size";
    private static final String SECONDS = "seconds";
    private static final String IMAGE = "input_reference";
    private static final String IMAGE_URL = "image_url";

    /**
     * What is asked for.
     *
     * @throws ProblemException where a field says nothing that can be said in an input
     */
    Ask read(JsonNode body) {
        if (!(body instanceof ObjectNode fields)) {
            throw refused("body", "must be an object with a model and a prompt");
        }
        String model = fields.path(MODEL).textValue();
        if (model == null) {
            throw refused(MODEL, "is missing: the id of a model, as GET /v1/models of Reelay has it");
        }
        ObjectNode input = AnswerJson.object();
        fields.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> say(field.getKey(), field.getValue(), input));
        return Ask.bare(Front.OPENAI, model, input);
    }

    private static void say(String name, JsonNode value, ObjectNode input) {
        switch (name) {
            case MODEL -> {}
            case SECONDS -> sayLength(value, input);
            case SIZE ->
                VideoSize.parse(value.asText(""))
                        .orElseThrow(
                                () -> refused(SIZE, "must be a width and a height in pixels, such as \"1280x720\""))
                        .sayIn(input);
            case IMAGE -> input.put(IMAGE_URL, image(value));
            default -> input.set(name, value);
        }
    }

    private static void sayLength(JsonNode seconds, ObjectNode input) {
        String text = seconds.asText("");
        if (!text.matches("[0-9]{1,4}")) {
            throw refused(SECONDS, "must be a whole number of seconds, such as \"5\"");
        }
        input.put("duration", Integer.parseInt(text));
    }

    private static String image(JsonNode given) {
        if (given.has("file_id")) {
            throw refused(
                    IMAGE + ".file_id",
                    "is not known here; send the image itself as a part of the form, or its image_url");
        }
        String url = given.isObject() ? given.path(IMAGE_URL).textValue() : given.textValue();
        if (url == null) {
            throw refused(IMAGE, "must be an image as a part of the form, or an object with its image_url");
        }
        return url;
    }

    static ProblemException refused(String field, String why) {
        return new ProblemException(Problem.of(
                ProblemType.INVALID_REQUEST, "Nothing was accepted.", List.of(Problem.Fault.of(field, why))));
    }
}
