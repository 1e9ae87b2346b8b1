package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, who stays in, and who may change something. */
@QuarkusTest
@WithTestResource(Servers.class)
class SessionIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private ApiKey key(Role role) {
        return tenants.issueKey(tenants.ensure("acme", List.of()), "pages", role);
    }

    @Test
    void theBareAddressLeadsToThePages() {
        Response answer = given().redirects().follow(false).get("/");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/ui");
    }

    @Test
    void whoIsNotSignedInIsAskedToAndComesBack() {
        Response answer = given().redirects().follow(false).get("/ui/requests");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/ui/sign-in?next=%2Fui%2Frequests");

        Response signedIn = Visitor.signIn(ACME.key(), "/ui/requests");
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.header("Location")).endsWith("/ui/requests");
        assertThat(signedIn.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/ui")
                .doesNotContain(ACME.key());
    }

    @Test
    void nobodyIsSentToAnotherSite() {
        for (String next : List.of("https://example.com", "//example.com", "/ui/../x?y", "/v1/requests", "")) {
            assertThat(Visitor.signIn(ACME.key(), next).header("Location"))
                    .as(next)
                    .endsWith("/ui");
        }
        for (String filtered :
                List.of("/ui/requests?status=failed&provider=fal", "/ui/requests?model=luma/ray-2/image-to-video")) {
            assertThat(Visitor.signIn(ACME.key(), filtered).header("Location")).endsWith(filtered);
        }
    }

    @Test
    void aWrongKeyAndAFormOfAnotherSiteAreRefused() {
        for (String wrong : List.of("", "rl_short", "rl_" + "x".repeat(43))) {
            Response answer = Visitor.signIn(wrong, "/ui");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.asString()).contains("This key is not valid");
        }
        Response foreign = given().header("Origin", "https://evil.example")
                .formParam("key", ACME.key())
                .post("/ui/sign-in");
        assertThat(foreign.statusCode()).isEqualTo(401);
        assertThat(foreign.cookies()).doesNotContainKey("reelay_session");
    }

    @Test
    void aChangeNeedsTheTokenOfItsPage() {
        UUID id = ACME.accepted();
        Visitor visitor = Visitor.with(ACME);

        assertThat(visitor.looks().post("/ui/requests/" + id + "/cancel").statusCode())
                .isEqualTo(403);
        assertThat(visitor.looks()
                        .header("X-CSRF-Token", Visitor.with(ACME).csrf())
                        .post("/ui/requests/" + id + "/cancel")
                        .statusCode())
                .isEqualTo(403);
        assertThat(tables.text("select state from generation where id = ?", id)).isEqualTo("QUEUED");
        assertThat(visitor.acts().post("/ui/requests/" + id + "/cancel").statusCode())
                .isEqualTo(204);
        assertThat(tables.text("select state from generation where id = ?", id)).isEqualTo("CANCELLED");
    }

    @Test
    void aViewerLooksAndNoMore() {
        UUID id = ACME.accepted();
        Visitor viewer = Visitor.with(new Client(key(Role.VIEWER).clear()));

        assertThat(viewer.page("/ui/requests/" + id)).doesNotContain("hx-post=\"/ui/requests");
        assertThat(viewer.acts().post("/ui/requests/" + id + "/cancel").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSessionEndsWithItsKey() {
        ApiKey key = key(Role.OPERATOR);
        Visitor visitor = Visitor.with(new Client(key.clear()));
        visitor.page("/ui/requests");

        tenants.revoke(key);

        await().until(() -> visitor.looks().get("/ui/requests").statusCode() == 303);
    }

    @Test
    void signingOutEndsTheSession() {
        Visitor visitor = Visitor.with(ACME);

        Response answer = visitor.acts().post("/ui/sign-out");

        assertThat(answer.header("HX-Redirect")).isEqualTo("/ui/sign-in");
        assertThat(visitor.looks().get("/ui/requests").statusCode()).isEqualTo(303);
        assertThat(visitor.acts().get("/ui/requests/rows").header("HX-Redirect"))
                .isEqualTo("/ui/sign-in");
    }

    @Test
    void theApiTakesNoCookie() {
        assertThat(given().cookie("reelay_session", Visitor.with(ACME).cookie())
                        .get("/v1/requests")
                        .statusCode())
                .isEqualTo(401);
    }
}
