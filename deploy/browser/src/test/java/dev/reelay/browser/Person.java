package dev.reelay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at a browser, who is signed in. What goes wrong in the page is noted: errors, refused scripts, dialogs. */
final class Person implements AutoCloseable {
    static final ViewportSize DESKTOP = new ViewportSize(1280, 860);
    static final ViewportSize PHONE = new ViewportSize(390, 844);

    private static final double PATIENCE_MILLIS = 60_000;

    private final URI address;
    private final BrowserContext context;
    private final Page page;
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    private Person(URI address, BrowserContext context) {
        this.address = address;
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onPageError(error -> wrong.add("error: " + error));
        page.onConsoleMessage(message -> {
            // Pictures of examples lie on the Internet, which need not be there.
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                wrong.add("console: " + message.text());
            }
        });
        page.onDialog(dialog -> {
            if (!dialog.type().equals("confirm")) {
                wrong.add("dialog: " + dialog.message());
            }
            dialog.accept();
        });
    }

    /** Nobody yet: the sign-in page is the only one that they get to see. */
    static Person arrive(Browser browser, URI address, ViewportSize size, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
        return new Person(address, context);
    }

    /** With the key, by the sign-in page. */
    static Person signedIn(Browser browser, URI address, String key) {
        return arrive(browser, address, DESKTOP, ColorScheme.LIGHT).signIn(key);
    }

    Person signIn(String key) {
        open("/");
        page.getByLabel("API key").fill(key);
        button("Sign in").click();
        page.getByRole(AriaRole.NAVIGATION).waitFor();
        return this;
    }

    Page page() {
        return page;
    }

    Person open(String path) {
        page.navigate(address.resolve(path).toString());
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** Leaves a mark that a reload would wipe out. */
    void mark() {
        page.evaluate("() => { window.stillHere = true }");
    }

    boolean isMarked() {
        return Boolean.TRUE.equals(page.evaluate("() => window.stillHere === true"));
    }

    /** Waits until the state of what the page shows is this. */
    void awaitState(String word) {
        page.locator("[data-state]:text-is('" + word + "')")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    }

    /** Waits until a video goes on by itself. */
    void awaitPlaying(String video) {
        page.waitForFunction("selector => document.querySelector(selector)?.currentTime > 0.1", video);
    }

    /** Nothing has gone wrong in any page that was seen. */
    void isContent() {
        assertThat(wrong).isEmpty();
        assertThat(page.evaluate("() => window.hacked")).isNull();
    }

    @Override
    public void close() {
        context.close();
    }
}
