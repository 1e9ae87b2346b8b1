package dev.reelay.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes a picture of every page, for people to look at: {@code deploy/browser/screenshots}. */
@EnabledIfSystemProperty(named = "reelay.screenshots", matches = ".+")
class ScreenshotsIT {
    private static final List<String> EMPTY = List.of("/ui", "/ui/requests", "/ui/batches", "/ui/webhooks");
    private static final String FIRST_PAINT =
            "() => Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1)";

    private static final String SEE_ALL = """
            async () => {
              for (const video of document.querySelectorAll('video')) {
                video.scrollIntoView();
                await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
              }
            }""";

    @Test
    void takePictures(@TempDir Path data) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("reelay.screenshots")));
        try (Installation installation = OneProcess.start(data, "http://127.0.0.1:9");
                Chromium chromium = Chromium.start()) {
            URI address = installation.address();
            String key = installation.key();
            try (Person newcomer = Person.signedIn(chromium.browser(), address, key)) {
                for (String page : EMPTY) {
                    take(newcomer, page, folder.resolve(name(page) + "-empty.png"));
                }
            }
            try (Person first = Person.signedIn(chromium.browser(), address, key)) {
                List<String> pages = new Tour(first).pages();
                for (var size :
                        Map.of("desktop", Person.DESKTOP, "phone", Person.PHONE).entrySet()) {
                    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                        take(chromium, new Look(address, key, size.getKey(), size.getValue(), scheme), pages, folder);
                    }
                }
            }
        }
    }

    private record Look(URI address, String key, String device, ViewportSize size, ColorScheme scheme) {
        String ending() {
            return "-" + device + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        }

        @Override
        public String toString() {
            return "Look" + ending();
        }
    }

    private static void take(Chromium chromium, Look look, List<String> pages, Path folder) {
        try (Person visitor = Person.arrive(chromium.browser(), look.address(), look.size(), look.scheme())) {
            take(visitor, "/ui/sign-in", folder.resolve("sign-in" + look.ending()));
            visitor.signIn(look.key());
            for (String page : pages) {
                take(visitor, page, folder.resolve(name(page) + look.ending()));
            }
        }
    }

    private static void take(Person visitor, String page, Path file) {
        visitor.open(page);
        // Videos further down are loaded once they are scrolled to.
        visitor.page().evaluate(SEE_ALL);
        visitor.page()
                .waitForFunction("() => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2)"
                        + " && ![...document.querySelectorAll('#outlook p')].length");
        visitor.page().evaluate("() => scrollTo(0, 0)");
        visitor.page().screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        System.out.printf(
                "%-60s first paint after %s ms%n",
                file.getFileName(), visitor.page().evaluate(FIRST_PAINT));
    }

    /** A page of one thing is called by its kind. */
    private static String name(String page) {
        String name = page.replaceFirst("^/ui/?", "")
                .replaceAll("/[0-9a-f-]{36}", "-one")
                .replaceFirst("\\?from=.*", "-again")
                .replace('/', '-');
        return name.isEmpty() ? "overview" : name;
    }
}
