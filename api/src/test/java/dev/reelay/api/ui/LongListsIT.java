package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists that are longer than a page: all of it is found, nothing twice, and the filter stays. */
@QuarkusTest
@WithTestResource(Servers.class)
class LongListsIT {
    private static final Pattern OLDER = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

    @Inject
    Tables tables;

    private Visitor visitor;

    @BeforeEach
    void begin() {
        tables.clear();
        visitor = Visitor.with(ACME);
    }

    @AfterEach
    void end() {
        tables.clear();
    }

    private static List<String> all(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String older(String page) {
        return OLDER.matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void batchesGoOnBehindTheFirstPage() {
        tables.update("""
                insert into batch (id, tenant_id, name, concurrency)
                select uuidv7(make_interval(secs => -n)), (select id from tenant where name = 'acme'), 'batch ' || n, 1
                from generate_series(1, 60) n""");

        String newest = visitor.page("/ui/batches");
        String next = visitor.page(older(newest));

        assertThat(all("/ui/batches/[0-9a-f-]{36}\"", newest)).hasSize(50);
        assertThat(all("/ui/batches/[0-9a-f-]{36}\"", next))
                .hasSize(10)
                .doesNotContainAnyElementsOf(all("/ui/batches/[0-9a-f-]{36}\"", newest));
        assertThat(newest).contains("data-live=\"/ui/live\"", "hx-get=\"/ui/batches/rows\"");
        assertThat(next).doesNotContain("data-live", "rel=\"next\"").contains("href=\"/ui/batches\">Newest");
        assertThat(visitor.looks().get("/ui/batches?cursor=bogus").statusCode()).isEqualTo(400);
    }

    @Test
    void deliveriesGoOnByTheirFilter() {
        UUID endpoint = UUID.fromString(ACME.call()
                .contentType("application/json")
                .body("{\"url\": \"https://hooks.example.com/in\"}")
                .post("/v1/webhooks")
                .path("id"));
        tables.update("""
                insert into delivery (id, tenant_id, endpoint_id, event_id, subject_id, type, position, cause, state)
                select uuidv7(make_interval(secs => -n * 0.001)), (select id from tenant where name = 'acme'), ?, uuidv7(), uuidv7(),
                  'generation.completed', n, 'event', case when n % 2 = 0 then 'failed' else 'delivered' end
                from generate_series(1, 120) n""", endpoint);
        String log = "/ui/webhooks/" + endpoint + "?state=failed";

        String newest = visitor.page(log);
        String next = visitor.page(older(newest));

        assertThat(older(newest)).startsWith(log + "&cursor=");
        assertThat(all("/ui/deliveries/[0-9a-f-]{36}\"", newest)).hasSize(50);
        assertThat(all("/ui/deliveries/[0-9a-f-]{36}\"", next))
                .hasSize(10)
                .doesNotContainAnyElementsOf(all("/ui/deliveries/[0-9a-f-]{36}\"", newest));
        assertThat(next)
                .contains("href=\"" + log + "\">Newest")
                .doesNotContain("hx-trigger=\"every 3s\"", ">delivered</span>");
        assertThat(visitor.looks()
                        .get("/ui/webhooks/" + endpoint + "?state=bogus")
                        .asString())
                .contains("must be one of pending, delivered, failed");
    }
}
