package dev.reelay.simulator.wavespeed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.studio.Job;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The list of an account's predictions, newest first, page by page. Both times are included, as its page says. */
record PredictionHistory(int page, int size, Predicate<Job> wanted) {
    private static final int LARGEST_PAGE = 100;

    /** Empty when the query is not one that is answered. */
    static Optional<PredictionHistory> read(ObjectNode query) {
        int page = query.path("page").asInt();
        int size = query.path("page_size").asInt();
        String model = query.path("model").asText("");
        String status = query.path("status").asText("");
        try {
            Instant after = time(query, "created_after", Instant.MIN);
            Instant before = time(query, "created_before", Instant.MAX);
            Predicate<Job> wanted = job -> (model.isEmpty() || job.model().id().equals(model))
                    && (status.isEmpty() || Prediction.plainWord(job).equals(status))
                    && !job.accepted().isBefore(after)
                    && !job.accepted().isAfter(before);
            return Optional.of(new PredictionHistory(page, size, wanted))
                    .filter(read -> page >= 1 && size >= 1 && size <= LARGEST_PAGE);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    ObjectNode page(List<Look> newestFirst) {
        ObjectNode data = Json.object().put("page", page);
        ArrayNode items = data.putArray("items");
        newestFirst.stream()
                .filter(look -> wanted.test(look.job()))
                .skip((long) (page - 1) * size)
                .limit(size)
                .map(PredictionHistory::item)
                .forEach(items::add);
        return data;
    }

    private static ObjectNode item(Look look) {
        ObjectNode item = Prediction.of(look);
        ObjectNode input = look.job().wish().input();
        boolean shown = !look.has(Effect.NO_INPUT) && !look.job().faults().has(Fault.HISTORY_NO_INPUT);
        if (input != null && shown) {
            item.set("input", input);
        }
        return item;
    }

    private static Instant time(ObjectNode query, String field, Instant otherwise) {
        return query.hasNonNull(field)
                ? OffsetDateTime.parse(query.get(field).asText()).toInstant()
                : otherwise;
    }
}
