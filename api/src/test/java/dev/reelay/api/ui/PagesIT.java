package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on the pages, what runs there, and for whom. */
@QuarkusTest
@WithTestResource(Servers.class)
class PagesIT {
    private static final List<String> PAGES = List.of(
            "/ui", "/ui/playground", "/ui/requests", "/ui/batches", "/ui/webhooks", "/ui/providers", "/ui/keys");
    private static final Pattern INLINE = Pattern.compile("<script(?![^>]*src=)|<style| style=| on[a-z]+=|javascript:");

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Visitor visitor() {
        return Visitor.with(ACME);
    }

    private Visitor stranger() {
        return Visitor.with(new Client(
                tenants.issueKey(tenants.ensure("umbrella", List.of()), "pages").clear()));
    }

    @Test
    void everyPageIsThereAndRunsNothingOfItsOwn() {
        Visitor visitor = visitor();
        UUID done = ACME.accepted();
        tables.complete(done, "results/" + done + "/", 1);
        for (String page : PAGES) {
            assertPlain(visitor.looks().get(page));
        }
        assertPlain(visitor.looks().get("/ui/requests/" + done));
        for (String page :
                List.of("/ui/playground?from=" + done, "/ui/keys/" + tables.acmesKey(), "/ui/keys/tenants/acme")) {
            assertPlain(visitor.looks().get(page));
        }
        assertPlain(given().get("/ui/sign-in"));
    }

    private static void assertPlain(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(INLINE.matcher(answer.asString()).results()).isEmpty();
    }

    @Test
    void scriptAndStyleAreSmallAndOurOwn() {
        String page = visitor().page("/ui");
        int bytes = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css)[^\"]*)\"")
                .matcher(page)
                .results()
                .map(found -> given().get(found.group(1))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .mapToInt(file -> file.length)
                .sum();

        assertThat(bytes).isBetween(50_000, 150_000);
        assertThat(page).doesNotContain("src=\"http", "href=\"http");
    }

    @Test
    void emptyPagesSayWhatToDoNext() {
        Visitor visitor = visitor();

        assertThat(visitor.page("/ui")).contains("Nothing was asked for yet", "Open the playground");
        assertThat(visitor.page("/ui/requests")).contains("No video yet", "Open the playground");
        assertThat(visitor.page("/ui/requests?status=failed")).contains("Nothing matches", "Show all");
    }

    @Test
    void thePartsThatRenewThemselvesAreThere() {
        Visitor visitor = visitor();
        UUID id = ACME.accepted();
        String request = "/ui/requests/" + id;
        for (String part : List.of(
                "/ui/requests/rows", "/ui/batches/rows", "/ui/glance", "/ui/providers/course", request + "/way")) {
            assertThat(visitor.page(part)).as(part).doesNotContain("<html").contains("hx-get=");
        }
        assertThat(visitor.page("/ui/requests/rows?status=in_queue")).contains(id.toString());
    }

    @Test
    void anErrorIsAPageThatSaysWhatToDo() {
        Visitor visitor = visitor();
        for (String nowhere : List.of("/ui/nothing", "/ui/requests/" + UUID.randomUUID(), "/ui/requests/x")) {
            Response answer = visitor.looks().get(nowhere);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.contentType()).startsWith("text/html");
            assertThat(answer.asString()).contains("<h1>", "To the overview");
        }
        assertThat(visitor.looks().get("/ui/requests?status=bogus").asString()).contains("must be one of");
        assertThat(visitor.acts().get("/ui/requests/x").header("HX-Retarget")).isEqualTo("#objection");
    }

    @Test
    void whatPeopleAndProvidersWroteIsShownAndNeverRun() {
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        UUID id = Client.id(ACME.submit("""
                {"model": "%s", "input": {"prompt": "%s", "image_url": "https://example.com/a.svg"},
                 "metadata": {"<b>name</b>": "%s"}}""".formatted(Client.MODEL, hostile, hostile)));
        tables.claim(id);
        tables.update(
                "update generation set state = 'FAILED', ended_at = now(), error_class = 'provider_failed', error_message = ? where id = ?",
                hostile,
                id);
        Visitor visitor = visitor();

        for (String page : List.of("/ui", "/ui/requests", "/ui/requests/" + id, "/ui/requests/" + id + "/way")) {
            assertThat(visitor.page(page)).doesNotContain("<script>", "<img src=x", "<b>name</b>");
        }
        assertThat(visitor.page("/ui/requests/" + id)).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void anotherTenantSeesNoneOfIt() {
        UUID id = ACME.accepted();
        tables.complete(id, "results/" + id + "/", 1);
        Visitor stranger = stranger();

        assertThat(stranger.page("/ui/requests")).doesNotContain(id.toString());
        assertThat(stranger.page("/ui")).doesNotContain(id.toString());
        for (String part : List.of("", "/stage", "/course", "/way", "/file")) {
            assertThat(stranger.looks().get("/ui/requests/" + id + part).statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
        assertThat(stranger.looks().get("/ui/live/" + id).statusCode()).isEqualTo(404);
        assertThat(stranger.acts().post("/ui/requests/" + id + "/again").statusCode())
                .isEqualTo(404);
    }
}
