package dev.reelay.cli.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.JsonArgument;
import dev.reelay.cli.run.PlainFailure;
import dev.reelay.cli.run.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The input of a model, put together from a file, from JSON and from single values; the later of them wins. */
final class InputOptions {
    private final Surroundings surroundings;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "KEY=VALUE",
            description =
                    "One value of the input; may be repeated. Numbers, true, false, null, [...] and {...} are read"
                            + " as JSON, anything else as text. @FILE sends an image as it is, or the text of any other file.")
    private List<String> values = new ArrayList<>();

    @Option(names = "--input-json", paramLabel = "JSON", description = "The input as a JSON object.")
    private @Nullable String json;

    @Option(
            names = "--input-file",
            paramLabel = "FILE",
            description = "A file with the input as JSON; - is the standard input.")
    private @Nullable String file;

    InputOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    ObjectNode read() {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        JsonArgument argument = new JsonArgument(surroundings);
        if (file != null) {
            input.setAll(argument.objectOf("--input-file", file));
        }
        if (json != null) {
            input.setAll(argument.object("--input-json", json));
        }
        values.forEach(value -> add(input, value));
        return input;
    }

    private static void add(ObjectNode input, String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        if (equals < 1) {
            throw new PlainFailure(ExitStatus.USAGE, "--input must be KEY=VALUE, like --input prompt='A boat'");
        }
        String value = keyAndValue.substring(equals + 1);
        input.set(keyAndValue.substring(0, equals), value(value));
    }

    private static JsonNode value(String text) {
        if (text.startsWith("@") && text.length() > 1) {
            return TextNode.valueOf(MediaFile.read(text.substring(1)));
        }
        return JsonArgument.value(text).orElseGet(() -> TextNode.valueOf(text));
    }
}
