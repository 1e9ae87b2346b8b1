package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stuck, why, and what it has cost: in lists as on the request's own page. */
@QuarkusTest
@WithTestResource(Servers.class)
class StuckIT {
    private static final Pattern REASON = Pattern.compile("<p><b>([a-z ]+)</b>: ");

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    private Visitor visitor;

    @BeforeEach
    void clear() {
        tables.clear();
        visitor = Visitor.with(ACME);
    }

    private static UUID submitted(Client client, String prompt) {
        return Client.id(client.submit("""
                {"model": "%s", "input": {"prompt": "%s", "image_url": "https://example.com/a.png"}}""".formatted(Client.MODEL, prompt)));
    }

    private String row(UUID id, String list) {
        String page = visitor.page(list);
        String begin = "<tr id=\"row-" + id + "\">";
        assertThat(page).contains(begin);
        return page.substring(page.indexOf(begin), page.indexOf("</tr>", page.indexOf(begin)));
    }

    private String row(UUID id) {
        return row(id, "/ui/requests");
    }

    private String reasonOfItsPage(UUID id) {
        return REASON.matcher(visitor.page("/ui/requests/" + id))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Its counts are those of a moment ago. */
    private void awaitOverview(String... words) {
        await().untilAsserted(() -> assertThat(visitor.page("/ui")).contains(words));
    }

    @Test
    void aRowSaysWhyItWaitsInTheWordsOfItsPage() {
        UUID unread = submitted(ACME, "unread");
        UUID inLine = submitted(ACME, "in line");
        UUID sending = submitted(ACME, "sending");
        tables.claim(sending);
        UUID queued = submitted(ACME, "queued");
        tables.update("update attempt set state = 'ACCEPTED', accepted_at = now() where id = ?", tables.claim(queued));
        UUID renders = submitted(ACME, "renders");
        tables.update(
                "update attempt set state = 'ACCEPTED', accepted_at = now(), running_at = now() where id = ?",
                tables.claim(renders));
        UUID copied = submitted(ACME, "copied");
        tables.claim(copied);
        tables.update("update generation set state = 'STORING' where id = ?", copied);
        tables.receive(inLine);

        for (UUID id : List.of(unread, inLine, sending, queued, renders, copied)) {
            assertThat(row(id)).contains("<span class=\"sub\">" + reasonOfItsPage(id) + "</span>");
        }
        assertThat(List.of(reasonOfItsPage(unread), reasonOfItsPage(renders)))
                .containsExactly("not yet received", "rendering");
    }

    @Test
    void whatWaitsForAPersonHasABadgeOfItsOwn() {
        UUID held = submitted(ACME, "held");
        tables.hold(held);
        String badge = "<span class=\"state warn\">held</span>";

        assertThat(row(held)).contains(badge, "waits for a person");
        awaitOverview(badge, "href=\"/ui/requests?status=held\"");
        for (String part : List.of("", "/way")) {
            assertThat(visitor.page("/ui/requests/" + held + part))
                    .contains("<span class=\"state warn\" data-state")
                    .contains(">held</span>");
        }

        UUID kept = submitted(ACME, "kept");
        tables.update("update generation set quarantine = 'held' where id = ?", kept);
        assertThat(row(kept)).contains("<span class=\"state warn\">quarantined</span>", "waits for a person");
    }

    @Test
    void aRowShowsWhatWasAskedForOnOneLineAndWhatItCost() {
        UUID id = submitted(ACME, "a <b>red</b>\\n\\n kite " + "over the sea ".repeat(30));
        assertThat(row(id))
                .contains("a &lt;b&gt;red&lt;/b&gt; kite over the sea")
                .doesNotContain("over the sea ".repeat(12))
                .containsPattern("about [0-9.]+ USD");
        assertThat(visitor.page("/ui")).contains("a &lt;b&gt;red&lt;/b&gt; kite over the sea");

        UUID attempt = tables.claim(id);
        tables.update("update attempt set state = 'FAILED', cost = 0.25, currency = 'USD' where id = ?", attempt);
        assertThat(row(id)).contains(">0.25 USD<");
    }

    @Test
    void anAdminSeesThatRequestsOfOthersAreThereAndNoMore() {
        Client umbrella = new Client(
                tenants.issueKey(tenants.ensure("umbrella", List.of()), "stuck").clear());
        UUID theirs = submitted(umbrella, "their secret");
        tables.complete(theirs, "results/" + theirs + "/", 1);
        UUID ours = submitted(ACME, "ours");

        for (String whose : List.of("*", "umbrella")) {
            String list = "/ui/requests?tenant=" + whose;
            assertThat(row(theirs, list))
                    .contains("umbrella")
                    .doesNotContain("/ui/requests/" + theirs, "<video", "their secret");
            assertThat(visitor.page(list)).contains("Requests of other tenants are listed and no more");
        }
        assertThat(visitor.page("/ui/requests?tenant=*")).contains("data-live=\"/ui/live?tenant=*\"");
        assertThat(row(ours, "/ui/requests?tenant=*")).contains("acme", "/ui/requests/" + ours);
        assertThat(visitor.page("/ui/requests")).doesNotContain(theirs.toString(), "<th>Tenant</th>");
        Visitor stranger = Visitor.with(umbrella);
        assertThat(stranger.looks().get("/ui/live?tenant=*").statusCode()).isEqualTo(403);
    }

    @Test
    void anAgeThatNobodyKnowsIsRefused() {
        assertThat(visitor.looks().get("/ui/requests?age=banana").statusCode()).isEqualTo(400);
        assertThat(visitor.page("/ui/requests?age=last day")).contains("No request of yours");
        UUID failed = submitted(ACME, "fails");
        tables.fail(failed, "timeout");
        awaitOverview("href=\"/ui/requests?error=timeout&amp;age=last+day\"");
    }

    @Test
    void anAttemptTellsItsTimesItsIdAndEvenACostOfNothing() {
        UUID id = submitted(ACME, "a kite");
        UUID attempt = tables.claim(id);
        tables.update("""
                update attempt set state = 'FAILED', remote = '{"id": "job-4711"}', accepted_at = created_at,
                  verdict_at = created_at + interval '72 s', error_class = 'provider_failed', cost = 0, currency = 'USD' where id = ?""", attempt);

        assertThat(visitor.page("/ui/requests/" + id))
                .contains(
                        "<code>job-4711</code>",
                        "took 1 min 12 s",
                        "0.00 USD",
                        "<p class=\"pad prose\" dir=\"auto\">a kite</p>");
    }
}
