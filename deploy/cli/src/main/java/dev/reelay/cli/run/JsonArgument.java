package dev.reelay.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON that a person gave: as an argument, {@code @} and the name of a file, or from the standard input as {@code -}. */
public final class JsonArgument {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Surroundings surroundings;

    public JsonArgument(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The object that an option has. */
    public ObjectNode object(String option, String argument) {
        String text = argument.startsWith("@") ? file(option, argument.substring(1)) : argument;
        return parse(option, text);
    }

    /** The object that a file has; {@code -} is the standard input. */
    public ObjectNode objectOf(String option, String name) {
        return parse(option, file(option, name));
    }

    /** JSON if it is some, and no word that a person may have meant as text. */
    public static Optional<JsonNode> value(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static ObjectNode parse(String option, String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new PlainFailure(ExitStatus.USAGE, option + " must be a JSON object, like {\"prompt\": \"A boat\"}");
        } catch (JsonProcessingException e) {
            throw new PlainFailure(ExitStatus.USAGE, option + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private String file(String option, String name) {
        try {
            byte[] bytes = name.equals("-") ? surroundings.in().readAllBytes() : Files.readAllBytes(Path.of(name));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            throw new PlainFailure(ExitStatus.USAGE, option + ": cannot read " + name);
        }
    }
}
