package dev.reelay.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.cli.config.ApiOptions;
import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the models, or tells all about one. */
@Command(
        name = "models",
        description = "Lists the models, one JSON document a line with --json; or tells about one.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "One model: its input, its providers and their prices.")
    private @Nullable String id;

    @Mixin
    private final ApiOptions api;

    public ModelsCommand(Surroundings surroundings) {
        this.api = new ApiOptions(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        Output output = api.output();
        try (ReelayClient client = api.client()) {
            if (id == null) {
                client.models().list().forEach(model -> output.answer(model.document(), line(model)));
            } else {
                JsonNode model = client.models().get(id);
                output.answer(model, text(model));
            }
            return ExitStatus.GOOD.code();
        }
    }

    private static String line(Model model) {
        return "%-52s  %s".formatted(model.id(), String.join(", ", model.providers()));
    }

    private static String text(JsonNode model) {
        List<String> lines = new ArrayList<>();
        lines.add(model.path("id").asText() + "  " + model.path("title").asText());
        lines.add("  " + model.path("description").asText());
        model.path("offerings").forEach(offering -> lines.add("  " + offering(offering)));
        lines.add("  an input that works: " + model.path("sample"));
        return String.join(System.lineSeparator(), lines);
    }

    private static String offering(JsonNode offering) {
        JsonNode price = offering.path("price");
        String cost = price.path("of_sample").isNumber()
                ? price.path("of_sample").decimalValue().toPlainString() + " "
                        + price.path("currency").asText() + " for that input"
                : "price not told";
        String usable = offering.path("configured").asBoolean() ? "" : ", has no key on this installation";
        return offering.path("provider").asText() + ": " + cost + ", about "
                + offering.path("typical_seconds").asInt() + " s" + usable;
    }
}
