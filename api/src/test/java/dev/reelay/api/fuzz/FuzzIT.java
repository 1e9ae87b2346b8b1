package dev.reelay.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.fuzz.RawHttp.Answer;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to the api, it answers soon, with no fault of its own and nothing of another tenant's. All parts of all
 * operations are varied; {@code -Dreelay.measure=true} makes 10,000 calls, and {@code -Dreelay.fuzz.seed} others, or the same again.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class FuzzIT {
    private static final Logger LOG = Logger.getLogger(FuzzIT.class);
    private static final int CALLS = Boolean.getBoolean("reelay.measure") ? 10_000 : 1_500;
    private static final long SEED = Long.getLong("reelay.fuzz.seed", 17);
    private static final int AT_ONCE = 4;
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Inject
    Tables tables;

    private int tenants;

    @BeforeEach
    void clear() {
        tables.clear();
        tables.update("delete from api_key where label <> 'bootstrap'");
        tenants = tables.count("select max(id) from tenant");
    }

    /** What admins made and changed is nothing to the tests that follow. */
    @AfterEach
    void clearAll() {
        tables.clear();
        tables.update("delete from audit");
        tables.update("delete from api_key where label <> 'bootstrap'");
        tables.update("delete from webhook_endpoint where tenant_id > ?", tenants);
        tables.update("delete from tenant where id > ?", tenants);
        tables.update("update tenant set suspended_at = null, per_second = null, burst = null, weight = 1");
    }

    @Test
    void whateverIsSentIsAnsweredWell() throws Exception {
        List<Operation> operations = ReadOperations.of(Description.read());
        Landscape landscape = Landscape.make(tables);
        PlanCalls plan = new PlanCalls(operations, landscape, new Random(SEED));
        assertThat(plan.round()).as("one round varies everything").isLessThanOrEqualTo(CALLS);
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

        Queue<String> complaints = all(plan, landscape, statuses);

        LOG.infof(
                "%d calls from the seed %d, answers by status: %s",
                (Integer) CALLS, (Long) SEED, new TreeMap<>(statuses));
        assertThat(complaints).as("from the seed " + SEED).isEmpty();
        assertThat(statuses).containsKeys(200, 202, 400, 401, 403, 404, 422);
        assertThat(Client.ACME.call().get("/v1/overview").statusCode()).isEqualTo(200);
    }

    private static Queue<String> all(PlanCalls plan, Landscape landscape, Map<Integer, Integer> statuses)
            throws InterruptedException {
        Queue<String> complaints = new ConcurrentLinkedQueue<>();
        RawHttp http = new RawHttp(RestAssured.port, BOUND);
        Judge judge = new Judge(landscape);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < CALLS; i++) {
                Call call = plan.next();
                threads.execute(() -> {
                    Answer answer = http.send(call.draft());
                    statuses.merge(answer.status(), 1, Integer::sum);
                    List<String> wrong = judge.complaints(call, answer);
                    if (!wrong.isEmpty()) {
                        complaints.add(
                                wrong + "\n" + call.told() + "\n-> " + answer.status() + " " + shown(answer.body()));
                    }
                    learn(landscape, call, answer);
                });
            }
        }
        return complaints;
    }

    private static void learn(Landscape landscape, Call call, Answer answer) {
        Landscape.Key caller = call.caller();
        if (caller == null
                || answer.status() / 100 != 2
                || call.operation().method().equals("GET")) {
            return;
        }
        if (caller.isAdmin()) {
            landscape.restore();
        } else {
            Call.idsIn(answer.body()).forEach(id -> landscape.made(caller.owner(), id));
        }
    }

    private static String shown(String body) {
        return body.length() > 500 ? body.substring(0, 500) + "…" : body;
    }
}
