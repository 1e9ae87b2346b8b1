package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the buttons do. */
@QuarkusTest
@WithTestResource(Servers.class)
class ActsIT {
    private static final String LINE = "{\"model\": \"" + Client.MODEL + "\", \"input\": " + Client.INPUT + "}\n";

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

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

    private Response press(String address) {
        return visitor.acts().post(address);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private String leadsTo(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        return answer.header("HX-Redirect");
    }

    @Test
    void runningAgainMakesAnotherRequestOfTheSameInput() {
        UUID id = ACME.accepted();

        String next = leadsTo(press("/ui/requests/" + id + "/again"));

        assertThat(next).startsWith("/ui/requests/").doesNotContain(id.toString());
        assertThat(tables.count("select count(distinct input)::int from generation_input"))
                .isEqualTo(1);
        assertThat(tables.count("select count(*)::int from generation")).isEqualTo(2);
    }

    @Test
    void anUnknownAttemptIsSettled() {
        UUID id = ACME.accepted();
        tables.hold(id);
        assertThat(visitor.page("/ui/requests/" + id)).contains("Nobody knows whether", "value=\"resubmit\"");
        assertThat(visitor.page("/ui/requests?status=held")).contains(id.toString());

        Response wrong =
                visitor.acts().formParam("outcome", "accepted").post("/ui/requests/" + id + "/attempts/1/settle");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("/provider_request_id");
        leadsTo(visitor.acts().formParam("outcome", "fail").post("/ui/requests/" + id + "/attempts/1/settle"));

        assertThat(visitor.page("/ui/requests/" + id))
                .contains("A person settled the unknown attempt", "failed")
                .doesNotContain("value=\"resubmit\"");
    }

    @Test
    void aWebhookIsMadeTestedSwitchedOffAndRemoved() {
        String made = visitor.acts()
                .formParam("url", "https://hooks.example.com/in")
                .formParam("types", "generation.completed", "generation.failed")
                .post("/ui/webhooks")
                .asString();
        String page = found("href=\"(/ui/webhooks/[^\"]+)\"", made);
        assertThat(made).contains("whsec_");
        assertThat(visitor.page(page))
                .contains("generation.completed, generation.failed")
                .doesNotContain("whsec_");

        leadsTo(press(page + "/test"));
        tables.position();
        String log = visitor.page(page);
        assertThat(log).contains("webhook.test", "pending");
        String delivery = found("href=\"(/ui/deliveries/[^\"]+)\"", log);
        assertThat(visitor.page(delivery)).contains("It was not tried yet");
        leadsTo(press(delivery + "/redeliver"));
        assertThat(press(page + "/rotate").asString()).contains("whsec_");
        leadsTo(press(page + "/switch/off"));
        assertThat(visitor.page(page)).contains("switched off");
        assertThat(visitor.acts()
                        .formParam("what", "all")
                        .post(page + "/replay")
                        .asString())
                .contains("There are none");
        assertThat(leadsTo(press(page + "/delete"))).isEqualTo("/ui/webhooks");
    }

    @Test
    void aWrongAddressOfAWebhookIsToldAsTheApiTellsIt() {
        Response answer = visitor.acts().formParam("url", "http://127.0.0.1/x").post("/ui/webhooks");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("<code>/url</code>");
    }

    @Test
    void aManifestIsTriedOutAndSent() {
        Response dry = visitor.acts()
                .multiPart("manifest", "lines.jsonl", (LINE + LINE).getBytes(StandardCharsets.UTF_8))
                .multiPart("name", "Spring")
                .multiPart("dry_run", "true")
                .post("/ui/batches");
        assertThat(visitor.page(leadsTo(dry))).contains("Spring", "checked", "dry run");
        assertThat(tables.count("select count(*)::int from generation")).isZero();

        Response sent = visitor.acts()
                .multiPart("lines", LINE)
                .multiPart("concurrency", "2")
                .post("/ui/batches");
        String page = leadsTo(sent);
        assertThat(visitor.page(page)).contains("of 1 have ended");
        leadsTo(press(page + "/pause"));
        assertThat(visitor.page(page)).contains("paused", "Go on");
        leadsTo(press(page + "/cancel"));
        assertThat(visitor.page("/ui/batches")).contains(page);
    }

    @Test
    void aFaultyManifestIsToldLineByLine() {
        Response answer = visitor.acts()
                .multiPart("lines", LINE + "{\"model\": \"none\"}\n")
                .post("/ui/batches");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("(line 2)");
    }

    @Test
    void anAccountIsPausedByAnAdminAlone() {
        assertThat(visitor.page("/ui/providers")).contains("fal", "slots in use");
        leadsTo(press("/ui/providers/accounts/fal/default/pause"));
        assertThat(visitor.page("/ui/providers")).contains("paused", "Go on");
        leadsTo(press("/ui/providers/accounts/fal/default/resume"));

        Visitor operator =
                Visitor.with(new Client(tenants.issueKey(tenants.ensure("acme", List.of()), "x", Role.OPERATOR)
                        .clear()));
        assertThat(operator.page("/ui")).doesNotContain("/ui/providers", "/ui/keys");
        for (String page : List.of("/ui/providers", "/ui/keys")) {
            assertThat(operator.looks().get(page).statusCode()).isEqualTo(403);
        }
        assertThat(operator.acts()
                        .post("/ui/providers/accounts/fal/default/pause")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aKeyIsShownOnceAndRevoked() {
        String name = "pages-" + UUID.randomUUID();
        String made = visitor.acts()
                .formParams(Map.of("name", name, "tenant", "acme", "role", "viewer", "per_second", "5"))
                .post("/ui/keys")
                .asString();
        String clear = found(">(rl_[A-Za-z0-9_-]{43})<", made);
        String page = visitor.page("/ui/keys");
        assertThat(page).contains(name, "5.0 a second").doesNotContain(clear);
        assertThat(new Client(clear).call().get("/v1/models").statusCode()).isEqualTo(200);

        leadsTo(press("/ui/keys/" + tables.text("select id from api_key where label = ?", name) + "/revoke"));

        assertThat(new Client(clear).call().get("/v1/models").statusCode()).isEqualTo(401);
    }

    @Test
    void aTenantIsMadeSuspendedAndLetGoOn() {
        String name = "t" + UUID.randomUUID().toString().substring(0, 8);

        leadsTo(visitor.acts().formParams(Map.of("name", name, "weight", "2")).post("/ui/keys/tenants"));
        leadsTo(press("/ui/keys/tenants/" + name + "/suspend"));

        assertThat(visitor.page("/ui/keys")).contains(name, "suspended");
        leadsTo(press("/ui/keys/tenants/" + name + "/resume"));
    }

    @Test
    void anImageIsUploadedIntoItsField() {
        byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000001");
        Response kept = visitor.acts().multiPart("image", "a.png", png).post("/ui/playground/upload/image_url");
        assertThat(kept.asString()).contains("name=\"input:image_url\"", "value=\"s3://", "data-shown=\"http");

        Response svg = visitor.acts()
                .multiPart("image", "a.svg", "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8))
                .post("/ui/playground/upload/image_url");
        assertThat(svg.header("HX-Retarget")).isEqualTo("#objection");
        assertThat(svg.asString()).contains("JPEG, PNG or WebP");
    }
}
