package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.Understand;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Violation;
import dev.reelay.event.EventType;
import dev.reelay.request.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is posted to make a prediction. What is wrong around the input is told by the names of the fields. */
@ApplicationScoped
class ReadPrediction {
    private static final String VERSION = "version";
    private static final String INPUT = "input";
    private static final String WEBHOOK = "webhook";
    private static final String FILTER = "webhook_events_filter";
    private static final Set<String> KNOWN = Set.of(VERSION, "model", INPUT, WEBHOOK, FILTER, "stream");

    /** What happens here when Replicate's word for it happens there. Nothing does that would be told as logs. */
    private static final Map<String, Set<String>> EVENTS = Map.of(
            "start",
            Set.of(EventType.ATTEMPT_ACCEPTED),
            "output",
            Set.of(EventType.GENERATION_COMPLETED),
            "logs",
            Set.of(),
            "completed",
            EventType.TERMINAL);

    private final Understand understand;
    private final NameModel models;
    private final Caller caller;

    ReadPrediction(Understand understand, NameModel models, Caller caller) {
        this.understand = understand;
        this.models = models;
        this.caller = caller;
    }

    /**
     * What is asked for.
     *
     * @param named the model in the address; null where the body names it as a version
     * @throws ProblemException where the body says something that cannot be meant
     */
    Ask read(@Nullable String named, JsonNode body) {
        if (!body.isObject()) {
            throw refused(List.of(Problem.Fault.of("body", "must be an object with an input")));
        }
        Fields fields = new Fields(body);
        fields.onlyKnown(KNOWN);
        String model = named == null ? model(fields) : named;
        JsonNode input = fields.present(INPUT);
        if (input != null && !input.isObject()) {
            fields.refuse(INPUT, "must be an object");
        }
        if (fields.flag("stream")) {
            fields.refuse("stream", "must be false: a video is there when it is finished, and not before");
        }
        String webhook = fields.text(WEBHOOK, "an https URL");
        Set<String> events = events(fields);
        List<Problem.Fault> faults = new ArrayList<>();
        fields.violations().forEach(violation -> faults.add(fault(violation)));
        String url = understand.webhook(WEBHOOK, webhook, faults);
        Ask ask = new Ask(
                Front.REPLICATE,
                models.id(String.valueOf(model)),
                input == null || !input.isObject() ? JsonNodeFactory.instance.objectNode() : input,
                events.isEmpty() ? null : url,
                List.copyOf(events),
                0,
                null);
        if (!faults.isEmpty()) {
            throw refused(with(faults, model != null && (input == null || input.isObject()) ? ask : null));
        }
        return ask;
    }

    /** With what is wrong with the input itself, where that is known. */
    private List<Problem.Fault> with(List<Problem.Fault> around, @Nullable Ask ask) {
        List<Problem.Fault> all = new ArrayList<>(around);
        if (ask != null) {
            understand
                    .faults(ask, caller.tenant())
                    .forEach(wrong -> all.add(Problem.Fault.at(wrong.pointer(), wrong.message())));
        }
        return all;
    }

    private static @Nullable String model(Fields fields) {
        String version = fields.text(VERSION, "the id of a model");
        String model = version == null ? fields.text("model", "the id of a model") : version;
        if (model == null && fields.present(VERSION) == null && fields.present("model") == null) {
            fields.refuse(VERSION, "is missing: the id of a model, as GET /v1/models of Reelay has it");
        }
        return model;
    }

    /** Without a filter all of them, as at Replicate; in an order of their own, since a repeat must be alike in every process. */
    private static Set<String> events(Fields fields) {
        List<String> words = fields.words(FILTER, "of start, output, logs and completed");
        Set<String> events = new TreeSet<>();
        for (String word : words.isEmpty() ? EVENTS.keySet() : words) {
            Set<String> meant = EVENTS.get(word);
            if (meant == null) {
                fields.refuse(FILTER, "has the word " + word + "; there are start, output, logs and completed");
            } else {
                events.addAll(meant);
            }
        }
        return events;
    }

    private static Problem.Fault fault(Violation violation) {
        return Problem.Fault.of(violation.pointer().replaceFirst("^/", "").replace('/', '.'), violation.message());
    }

    private static ProblemException refused(List<Problem.Fault> faults) {
        return new ProblemException(Problem.of(ProblemType.INVALID_REQUEST, "Nothing was accepted.", faults));
    }
}
