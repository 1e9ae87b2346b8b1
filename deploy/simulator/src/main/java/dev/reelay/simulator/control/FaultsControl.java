package dev.reelay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultPlan;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.journal.JobJournal;
import dev.reelay.simulator.studio.Archive;
import dev.reelay.simulator.studio.Job;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Faults as JSON: the list of all, the rules that wait, and new rules. */
final class FaultsControl {
    private final FaultPlan plan;
    private final Archive archive;
    private final JobJournal journal;

    FaultsControl(FaultPlan plan, Archive archive, JobJournal journal) {
        this.plan = plan;
        this.archive = archive;
        this.journal = journal;
    }

    ObjectNode show() {
        ObjectNode shown = Json.object();
        shown.set("waiting", waiting());
        ArrayNode faults = shown.putArray("faults");
        for (Fault fault : Fault.values()) {
            faults.addObject()
                    .put("name", fault.word())
                    .put("moment", fault.moment().name().toLowerCase(Locale.ROOT))
                    .put("description", fault.description());
        }
        return shown;
    }

    /** The rules that still wait for their submits or calls. */
    ArrayNode waiting() {
        ArrayNode waiting = Json.MAPPER.createArrayNode();
        plan.waiting().forEach(rule -> waiting.add(written(rule)));
        return waiting;
    }

    /** Takes one rule or an array of rules; a rule with a job goes to that job at once. */
    void add(JsonNode rules) {
        Iterable<JsonNode> each = rules.isArray() ? rules : List.of(rules);
        for (JsonNode rule : each) {
            FaultOrder order = order(rule);
            if (rule.hasNonNull("job")) {
                attach(rule.get("job").asText(), order);
            } else {
                plan.add(new FaultRule(
                        order,
                        new FaultRule.Target(text(rule, "provider"), text(rule, "model"), text(rule, "prompt")),
                        rule.path("next").asInt(rule.has("calls") ? 0 : 1),
                        rule.path("calls").asInt(0)));
            }
        }
    }

    void clear() {
        plan.clear();
    }

    private void attach(String id, FaultOrder order) {
        Job job = archive.job(id);
        if (job == null) {
            throw new IllegalArgumentException("no job has the id " + id);
        }
        job.faults().add(order);
        journal.changed(job);
    }

    private static FaultOrder order(JsonNode rule) {
        FaultOrder order = FaultOrder.parse(rule.path("fault").asText());
        if (rule.has("amount")) {
            order = order.withAmount(rule.get("amount").asLong());
        }
        return rule.has("times")
                ? order.withTimes(FaultOrder.times(rule.get("times").asText()))
                : order;
    }

    private static ObjectNode written(FaultRule rule) {
        ObjectNode node = Json.object().put("fault", rule.order().toString());
        node.put("provider", rule.target().provider())
                .put("model", rule.target().model());
        return node.put("prompt", rule.target().prompt())
                .put("next", rule.next())
                .put("calls", rule.calls());
    }

    private static @Nullable String text(JsonNode rule, String field) {
        return rule.hasNonNull(field) ? rule.get(field).asText() : null;
    }
}
