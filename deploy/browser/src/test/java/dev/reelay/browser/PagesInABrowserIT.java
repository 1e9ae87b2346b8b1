package dev.reelay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the pages, from a first look to the mending of what went wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInABrowserIT {
    private static final String MODEL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>";

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Receiver receiver;
    private Chromium chromium;
    private URI address;
    private String key;
    private Person person;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Chromium.path().isPresent(), "no Chromium on this machine");
        receiver = later(new Receiver());
        Installation installation = later(ManyProcesses.start(folder, receiver.origin()));
        chromium = later(Chromium.start());
        address = installation.address();
        key = installation.key();
    }

    private <T extends AutoCloseable> T later(T resource) {
        opened.add(resource);
        return resource;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @BeforeEach
    void signIn() {
        person = Person.signedIn(chromium.browser(), address, key);
    }

    @AfterEach
    void nothingWentWrong() {
        try (Person done = person) {
            done.isContent();
        }
    }

    @Test
    void aNewcomerRunsTheSampleAndWatchesTheVideo() {
        person.link("Playground").first().click();
        person.page().getByText("asked first").waitFor();
        person.mark();

        person.button("Run").click();

        person.awaitState("in progress");
        person.awaitState("completed");
        person.awaitPlaying("#result");
        assertThat(person.isMarked()).isTrue();
        assertThat(person.page().locator(".timeline").innerText()).contains("Accepted", "Completed");
    }

    @Test
    void whatIsWrongIsToldWhileOneTypes() {
        person.open("/ui/playground?model=luma/ray-2/image-to-video");
        person.page().getByText("asked first").waitFor();

        person.page().getByLabel("The first frame").fill("ftp://nowhere");

        person.page().locator("#wrong-image_url:has-text('Must be an https')").waitFor();
        person.page()
                .getByText("Python", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(person.page().locator("#code-python").innerText()).contains("ftp://nowhere", "urllib.request");
    }

    @Test
    void aBatchOfFiftyFills() {
        StringBuilder lines = new StringBuilder();
        for (int n = 1; n <= 50; n++) {
            lines.append("""
                    {"model": "%s", "input": {"prompt": "line %d", "image_url": "https://example.com/a.jpg"}}
                    """.formatted(MODEL, n));
        }
        person.open("/ui/batches");
        Locator form = person.page().locator("#new");
        if (form.getAttribute("open") == null) {
            form.locator("summary").click();
        }
        person.page()
                .getByLabel("File")
                .setInputFiles(new FilePayload(
                        "fifty.jsonl", "application/jsonl", lines.toString().getBytes(StandardCharsets.UTF_8)));
        person.page().getByLabel("Name").fill("Fifty");
        person.button("Send").click();
        person.page().getByText("of 50 have ended").waitFor();
        person.mark();

        person.page().locator("#ended:text-is('50')").waitFor();
        person.awaitState("completed");

        assertThat(person.isMarked()).isTrue();
        assertThat(person.page().locator(".tiles video").count()).isEqualTo(50);
        assertThat(person.link("Results").first().getAttribute("href")).endsWith("/files/results");
    }

    @Test
    void aFailingWebhookIsFoundRedeliveredAndTurnsGreen() {
        person.open("/ui/webhooks");
        Locator form = person.page().locator("#new");
        if (form.getAttribute("open") == null) {
            form.locator("summary").click();
        }
        person.page().getByLabel("Address").fill(receiver.origin() + "/in");
        person.page().getByLabel("webhook.test").check();
        person.button("Add").click();
        person.page().locator("#secret-text:has-text('whsec_')").waitFor();
        person.link("To the webhook").click();
        person.button("Send a test").click();
        person.page().locator("#log .state.bad").first().waitFor();

        person.link("webhook.test").first().click();
        assertThat(person.page().locator("#tries").innerText()).contains("500", "<b>no</b>");
        receiver.mend();
        person.button("Deliver again").click();

        person.awaitState("delivered");
        assertThat(person.page().locator("#tries .state.ok").count()).isEqualTo(1);
    }

    @Test
    void anUnknownAttemptIsSettled() {
        person.open("/ui/playground?model=" + MODEL);
        person.page().locator("[name='input:prompt']").fill("a boat [[fault:submit-reset-after-body-accepted*1]]");
        person.page().getByText("Who and how").click();
        person.page().getByLabel("hold for a person").check();
        person.button("Run").click();
        person.link("All of it").click();
        person.page().locator("#settle").waitFor();

        person.page().getByLabel("It is not there: submit again").check();
        person.button("Settle").click();

        person.awaitState("completed");
        person.awaitPlaying("#stage video");
        assertThat(person.page().locator(".timeline").innerText()).contains("A person settled the unknown attempt");
    }

    @Test
    void aRequestIsTakenBackToThePlaygroundWithItsTerms() {
        person.open("/ui/playground");
        person.page().getByText("asked first").waitFor();
        person.page().getByText("Who and how").click();
        person.page().getByLabel("Priority").fill("4");
        person.page().getByLabel("Metadata").fill("{\"order\": \"1041\"}");
        person.page().locator("#code-curl:has-text('1041')").waitFor();
        assertNothingCovers("#code-curl");
        person.button("Run").click();
        person.awaitState("completed");
        person.link("All of it").click();
        assertNothingCovers("#input");

        person.link("Change and run").click();
        person.page().getByText("asked first").waitFor();

        assertThat(person.page().getByLabel("Priority").inputValue()).isEqualTo("4");
        assertThat(person.page().getByLabel("Metadata").inputValue()).contains("1041");
        assertThat(person.page().locator("#code-curl").innerText()).contains("\"priority\" : 4");
        person.button("Run").click();
        person.awaitState("completed");

        person.open("/ui/providers");
        person.page().locator("#course svg.chart rect.fill-accent").first().waitFor();
    }

    /** The button that copies a text stands beside it, and not upon it. */
    private void assertNothingCovers(String text) {
        BoundingBox lines = person.page().locator(text).boundingBox();
        BoundingBox button =
                person.page().locator("[data-copy='" + text.substring(1) + "']").boundingBox();
        assertThat(button.y + button.height).isLessThanOrEqualTo(lines.y + 0.5);
    }

    @Test
    void whatIsFilledInStaysWhileTheProvidersRenewThemselves() {
        person.open("/ui/providers");
        Locator limits = person.page().locator("#limits-fal-default");
        limits.locator("summary").click();
        limits.getByLabel("Slots").fill("6");

        person.page().evaluate("""
                () => {
                  document.getElementById('course').isOld = true
                  htmx.ajax('GET', '/ui/providers/course', { target: '#course', swap: 'outerHTML' })
                }""");
        person.page().waitForFunction("() => document.getElementById('course').isOld === undefined");

        assertThat(limits.getByLabel("Slots").inputValue()).isEqualTo("6");
        limits.getByText("Change", new Locator.GetByTextOptions().setExact(true))
                .click();
        person.page().getByText("of 6 slots in use").first().waitFor();
        limits.locator("summary").click();
        limits.getByText("As configured").click();
        person.page()
                .getByText("The account has the limits of the configuration again")
                .waitFor();
    }

    @Test
    void anotherTenantSeesNoneOfIt() {
        person.open("/ui/playground");
        person.page().getByText("asked first").waitFor();
        person.button("Run").click();
        person.awaitState("completed");
        String request = person.link("All of it").getAttribute("href");
        String other = keyOfAnotherTenant();

        try (Person stranger = Person.signedIn(chromium.browser(), address, other)) {
            for (String page : List.of("/ui", "/ui/requests", "/ui/batches", "/ui/webhooks")) {
                stranger.open(page);
                assertThat(stranger.page().locator(".empty").count()).as(page).isEqualTo(1);
            }
            stranger.open(request);
            assertThat(stranger.page().locator("h1").innerText()).isEqualTo("There is no such request");
        }
    }

    private String keyOfAnotherTenant() {
        person.open("/ui/keys");
        person.page().getByText("Make a tenant").click();
        person.page().locator("#t-name").fill("stranger");
        person.page().locator("#t-name").press("Enter");
        person.page().getByText("The tenant stranger is made").waitFor();
        person.page().getByText("Make a key").click();
        person.page().locator("#k-name").fill("first");
        person.page().locator("#k-tenant").selectOption("stranger");
        person.page().locator("#k-name").press("Enter");
        return person.page().locator("#secret-text").innerText();
    }

    @Test
    void hostileTextIsShownAndNeverRun() {
        person.open("/ui/playground?model=" + MODEL);
        person.page().locator("[name='input:prompt']").fill(HOSTILE);
        person.page().locator("[name='input:image_url']").fill("data:image/svg+xml,<svg onload='window.hacked=3'/>");
        person.page().getByText("asked first").waitFor();
        person.page().locator("[name='input:image_url']").fill("https://example.com/a.svg");
        person.button("Run").click();
        person.awaitState("completed");
        person.link("All of it").click();

        assertThat(person.page().locator("#input").innerText()).contains("<script>window.hacked=1");
    }

    @Test
    void everyPageCanBeUsedByEverybodyAndFitsAPhone() throws IOException {
        Axe axe = new Axe();
        List<Object> serious = new ArrayList<>();
        List<String> pages = new Tour(person).pages();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Person visitor = Person.arrive(chromium.browser(), address, Person.PHONE, scheme)) {
                visitor.open("/ui/sign-in");
                serious.addAll(axe.serious(visitor.page()));
                visitor.signIn(key);
                for (String page : pages) {
                    visitor.open(page);
                    serious.addAll(axe.serious(visitor.page()));
                    assertThat(visitor.page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                            .as(page + " is not wider than the phone")
                            .isEqualTo(0);
                }
            }
        }
        assertThat(serious).isEmpty();
    }

    @Test
    void thePlaygroundIsUsedByKeyboardAlone() {
        person.open("/ui/playground");
        person.page().getByText("asked first").waitFor();
        person.page().keyboard().press("Tab");
        person.page().keyboard().press("Enter");

        person.page().locator("[name='input:prompt']").focus();
        person.page().keyboard().press("Control+A");
        person.page().keyboard().type("By keyboard");
        for (int tabs = 0; tabs < 40 && !isOnRun(); tabs++) {
            person.page().keyboard().press("Tab");
        }
        person.page().keyboard().press("Enter");

        person.awaitState("completed");
    }

    private boolean isOnRun() {
        return Boolean.TRUE.equals(person.page().evaluate("() => document.activeElement.id === 'go'"));
    }
}
