package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.definition.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Proves a model by its own sample: it must be valid, somebody must serve it, and its mapping and price must work. */
final class DraftCheck {
    private final ModelDraft model;
    private final Problems problems;

    DraftCheck(ModelDraft model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    void run() {
        Listing listing = model.listing();
        try {
            List<Violation> violations = listing.violations(listing.sample());
            violations.forEach(violation -> problems.add(
                    model.sample().placeOf(violation.pointer()),
                    "the sample breaks its own schema: " + told(violation)));
            if (violations.isEmpty()) {
                complete(listing.complete(listing.sample()));
            }
        } catch (ExpressionException failed) {
            problems.add(model.section().placeOf("rules"), "a rule fails on the sample: " + failed.getMessage());
        }
    }

    private void complete(JsonNode complete) {
        List<Violation> violations = model.input().violations(complete);
        violations.forEach(violation -> problems.add(
                model.section().placeOf("input/properties" + violation.pointer() + "/default"),
                "the default breaks its own schema: " + told(violation)));
        if (violations.isEmpty()) {
            serve(complete);
        }
    }

    private void serve(JsonNode complete) {
        boolean served = false;
        List<String> objections = new ArrayList<>();
        for (OfferingDraft draft : model.offerings()) {
            List<Violation> found = objections(draft, complete);
            found.forEach(each -> objections.add(draft.offering().id() + ": " + told(each)));
            if (found.isEmpty()) {
                served = true;
                tryOut(draft, complete);
            }
        }
        if (!served) {
            problems.add(
                    model.sample().place(),
                    "no offering serves the sample" + (objections.isEmpty() ? "" : ": ")
                            + String.join("; ", objections));
        }
    }

    private List<Violation> objections(OfferingDraft draft, JsonNode complete) {
        try {
            return draft.offering().objections(complete);
        } catch (ExpressionException failed) {
            problems.add(draft.section().placeOf("rules"), "a rule fails on the sample: " + failed.getMessage());
            return List.of();
        }
    }

    private void tryOut(OfferingDraft draft, JsonNode complete) {
        Offering offering = draft.offering();
        try {
            if (!(offering.mapping().evaluate(Documents.plain(complete)) instanceof Map)) {
                problems.add(draft.section().placeOf("mapping"), "`mapping` must make an object of the sample");
            }
            if (offering.price().amount() != null
                    && offering.price()
                                    .of(complete)
                                    .orElse(BigDecimal.ONE.negate())
                                    .signum()
                            < 0) {
                problems.add(
                        draft.section().placeOf("price/amount"),
                        "`amount` must make a number of the sample, zero or more");
            }
        } catch (ExpressionException failed) {
            problems.add(draft.section().place(), "the offering fails on the sample: " + failed.getMessage());
        }
    }

    private static String told(Violation violation) {
        return "`" + violation.pointer() + "` " + violation.message();
    }
}
