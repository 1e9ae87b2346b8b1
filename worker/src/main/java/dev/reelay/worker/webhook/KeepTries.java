package dev.reelay.worker.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.database.Database;
import dev.reelay.database.Gather;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Writes down what came of tries, many in one transaction, with what it means for their deliveries and endpoints. */
@ApplicationScoped
class KeepTries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_AT_ONCE = 200;

    private final Database database;
    private final WebhookConfig config;
    private final RetryPlan plan;
    private final Gather<ObjectNode, Boolean> writes = new Gather<>(MOST_AT_ONCE, this::written);

    KeepTries(Database database, WebhookConfig config, RetryPlan plan) {
        this.database = database;
        this.config = config;
        this.plan = plan;
    }

    void keep(Due due, Tried tried) {
        ObjectNode row = JSON.createObjectNode()
                .put("delivery_id", due.id().toString())
                .put("endpoint_id", due.endpointId().toString())
                .put("at", tried.at().toString())
                .put("latency_ms", tried.latency().toMillis())
                .put("status", tried.status())
                .put("error", tried.error())
                .put("excerpt", tried.excerpt());
        if (tried.delivered()) {
            row.put("outcome", "delivered");
        } else if (tried.gone()) {
            row.put("outcome", "gone");
        } else {
            plan.wait(due.tries(), due.retryAfter(), tried.retryAfter())
                    .ifPresentOrElse(
                            wait -> row.put("outcome", "retry").put("retry_in", seconds(wait)),
                            () -> row.put("outcome", "failed"));
        }
        writes.ask(row);
    }

    private List<Boolean> written(List<ObjectNode> rows) {
        ArrayNode all = JSON.createArrayNode().addAll(rows);
        database.query(
                "select keep_tries(?::jsonb, make_interval(secs => ?::float8))",
                row -> row.getInt(1),
                all.toString(),
                config.disableAfter().toSeconds());
        return Collections.nCopies(rows.size(), true);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
