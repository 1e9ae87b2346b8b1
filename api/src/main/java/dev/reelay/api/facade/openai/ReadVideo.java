package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.Understand;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    private final Understand understand;
    private final Caller caller;

    ReadVideo(Understand understand, Caller caller) {
        this.understand = understand;
        this.caller = caller;
    }

    /**
     * What is asked for.
     *
     * @param known what is wrong with the form that the body was read from
     * @throws ProblemException with all that is wrong, where a field says nothing that can be said in an input
     */
    Ask read(JsonNode body, List<Problem.Fault> known) {
        if (!(body instanceof ObjectNode fields)) {
            throw refused(List.of(Problem.Fault.of("body", "must be an object with a model and a prompt")));
        }
        List<Problem.Fault> faults = new ArrayList<>(known);
        ObjectNode input = AnswerJson.object();
        fields.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> say(field.getKey(), field.getValue(), input, faults));
        String model = model(fields.path(MODEL), faults);
        Ask ask = Ask.bare(Front.OPENAI, String.valueOf(model), input);
        if (!faults.isEmpty()) {
            throw refused(model == null ? faults : withTheRest(faults, ask));
        }
        return ask;
    }

    private static @Nullable String model(JsonNode given, List<Problem.Fault> faults) {
        if (!given.isTextual()) {
            boolean isThere = !given.isMissingNode() && !given.isNull();
            faults.add(Problem.Fault.of(
                    MODEL,
                    (isThere ? "must be a string" : "is missing")
                            + ": the id of a model, as GET /v1/models of Reelay has it"));
        }
        return given.textValue();
    }

    /** With what is wrong with the other fields of the input. */
    private List<Problem.Fault> withTheRest(List<Problem.Fault> faults, Ask ask) {
        Set<String> told = faults.stream()
                .map(fault -> String.valueOf(fault.parameter()).replaceFirst("[.\\[].*", ""))
                .collect(Collectors.toSet());
        List<Problem.Fault> all = new ArrayList<>(faults);
        understand.faults(ask, caller.tenant()).stream()
                .filter(wrong -> !told.contains(
                        OpenAiErrors.said(wrong.pointer().replaceFirst("^/", "").replaceFirst("/.*", ""))))
                .forEach(wrong -> all.add(Problem.Fault.at(wrong.pointer(), wrong.message())));
        return all;
    }

    private static void say(String name, JsonNode value, ObjectNode input, List<Problem.Fault> faults) {
        switch (name) {
            case MODEL -> {}
            case SECONDS -> sayLength(value, input, faults);
            case SIZE ->
                VideoSize.parse(value.asText(""))
                        .ifPresentOrElse(
                                size -> size.sayIn(input),
                                () -> faults.add(Problem.Fault.of(
                                        SIZE, "must be a width and a height in pixels, such as \"1280x720\"")));
            case IMAGE -> sayImage(value, input, faults);
            default -> input.set(name, value);
        }
    }

    private static void sayLength(JsonNode seconds, ObjectNode input, List<Problem.Fault> faults) {
        String text = seconds.asText("");
        if (text.matches("[0-9]{1,4}")) {
            input.put("duration", Integer.parseInt(text));
        } else {
            faults.add(Problem.Fault.of(SECONDS, "must be a whole number of seconds, such as \"5\""));
        }
    }

    private static void sayImage(JsonNode given, ObjectNode input, List<Problem.Fault> faults) {
        String url = given.isObject() ? given.path(IMAGE_URL).textValue() : given.textValue();
        if (given.has("file_id")) {
            faults.add(Problem.Fault.of(
                    IMAGE + ".file_id",
                    "is not known here; send the image itself as a part of the form, or its image_url"));
        } else if (url == null) {
            faults.add(
                    Problem.Fault.of(IMAGE, "must be an image as a part of the form, or an object with its image_url"));
        } else {
            input.put(IMAGE_URL, url);
        }
    }

    private static ProblemException refused(List<Problem.Fault> faults) {
        return new ProblemException(Problem.of(ProblemType.INVALID_REQUEST, "Nothing was accepted.", faults));
    }
}
