package dev.reelay.browser;

import java.util.ArrayList;
import java.util.List;

/** All pages there are: those of the navigation, and one of each kind below them, which is made where there is none. */
final class Tour {
    private static final String NOWHERE = "/ui/nowhere";

    private final Person person;

    Tour(Person person) {
        this.person = person;
    }

    List<String> pages() {
        String request = request();
        List<String> pages = new ArrayList<>(List.of(
                "/ui", "/ui/playground", "/ui/requests", "/ui/batches", "/ui/webhooks", "/ui/providers", "/ui/keys"));
        pages.add(request);
        pages.add(batch());
        String webhook = webhook();
        pages.add(webhook);
        person.open(webhook);
        pages.add(person.link("webhook.test").first().getAttribute("href"));
        pages.add("/ui/playground?from=" + request.replaceFirst(".*/", ""));
        person.open("/ui/keys");
        pages.add(person.page().locator("a[href^='/ui/keys/']").first().getAttribute("href"));
        pages.add("/ui/keys/tenants/default");
        pages.add(NOWHERE);
        return pages;
    }

    private String request() {
        person.open("/ui/playground");
        person.page().getByText("asked first").waitFor();
        person.button("Run").click();
        person.awaitState("completed");
        return person.link("All of it").getAttribute("href");
    }

    private String batch() {
        person.open("/ui/batches");
        unfold();
        person.page().getByLabel("Or its lines").fill("""
                {"model": "luma/ray-2/image-to-video", "input": {"prompt": "one", "image_url": "https://example.com/a.jpg"}}
                {"model": "luma/ray-2/image-to-video", "input": {"prompt": "two [[fault:generation-fails]]", "image_url": "https://example.com/a.jpg"}}
                """);
        person.page().getByLabel("Name").fill("Spring campaign");
        person.button("Send").click();
        person.awaitState("completed");
        return person.page().url().replaceFirst("^https?://[^/]+", "");
    }

    private String webhook() {
        person.open("/ui/webhooks");
        unfold();
        person.page().getByLabel("Address").fill("https://hooks.example.com/" + System.nanoTime());
        person.button("Add").click();
        String address = person.link("To the webhook").getAttribute("href");
        person.open(address);
        person.button("Send a test").click();
        person.link("webhook.test").first().waitFor();
        return address;
    }

    private void unfold() {
        if (person.page().locator("#new").getAttribute("open") == null) {
            person.page().locator("#new summary").click();
        }
    }
}
