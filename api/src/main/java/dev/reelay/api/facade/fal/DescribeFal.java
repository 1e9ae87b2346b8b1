package dev.reelay.api.facade.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.event.Events;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FalFault;
import dev.reelay.facade.FalOutput;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.facade.NativeModels;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.generation.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** Puts together what fal answers about a request. */
@ApplicationScoped
class DescribeFal {
    private static final Set<String> NAMESPACES = Set.of("workflows", "comfy");
    private static final double MILLIS = 1000.0;

    private final ReadGenerations generations;
    private final Events events;
    private final FinishedFiles files;
    private final FrontLinks links;
    private final NativeModels models;

    DescribeFal(
            ReadGenerations generations, Events events, FinishedFiles files, FrontLinks links, NativeModels models) {
        this.generations = generations;
        this.events = events;
        this.files = files;
        this.links = links;
        this.models = models;
    }

    /** The id, and where everything about it is: below the model's owner and alias, as fal has it. */
    ObjectNode named(FalCall call, String model, UUID id) {
        String path = app(model) + "/requests/" + id;
        String url = call.origin() == null ? links.to(Front.FAL, path) : call.origin() + path;
        return AnswerJson.object()
                .put("request_id", id.toString())
                .put("response_url", url)
                .put("status_url", url + "/status")
                .put("cancel_url", url + "/cancel");
    }

    static String app(String model) {
        String[] steps = model.split("/", -1);
        return String.join("/", Arrays.copyOf(steps, Math.min(steps.length, NAMESPACES.contains(steps[0]) ? 3 : 2)));
    }

    /** Where it stands. There is no state of a failure: an error stands beside the last one. */
    ObjectNode status(FalCall call, Generation generation, boolean withLogs) {
        ObjectNode status = named(call, models.of(Front.FAL.word(), generation.model()), generation.id());
        if (generation.state() == GenerationState.QUEUED) {
            status.put("status", "IN_QUEUE");
            status.put("queue_position", ahead(generation));
        } else {
            status.put("status", generation.state().ended() ? "COMPLETED" : "IN_PROGRESS");
            status.set("metrics", metrics(generation));
        }
        status.set("logs", withLogs ? logs(generation) : null);
        FalFault.of(generation)
                .ifPresent(fault -> status.put("error", fault.message()).put("error_type", fault.type()));
        return status;
    }

    private int ahead(Generation generation) {
        Integer position =
                generations.waiting(generation).map(Waiting::position).orElse(null);
        return position == null ? 0 : position - 1;
    }

    private JsonNode metrics(Generation generation) {
        ObjectNode metrics = AnswerJson.object();
        if (generation.state() == GenerationState.COMPLETED) {
            metrics.put("inference_time", files.rendering(generation).toMillis() / MILLIS);
        }
        return metrics;
    }

    /** What happened to it, a line each. */
    private ArrayNode logs(Generation generation) {
        ArrayNode logs = AnswerJson.object().putArray("logs");
        events.of(generation.tenantId(), generation.id())
                .forEach(event -> logs.add(AnswerJson.object()
                        .put("message", event.type())
                        .put("level", "INFO")
                        .put("source", "USER")
                        .put("timestamp", event.at().toString())));
        return logs;
    }

    /** The bare output of the model. */
    ObjectNode output(Generation generation) {
        return FalOutput.of(files.of(generation));
    }
}
