package dev.reelay.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for what keeps people from using a page, with axe-core. */
final class Axe {
    private static final String SERIOUS = """
            async () => {
              const found = await axe.run(document, { resultTypes: ['violations'] })
              return found.violations
                .filter((one) => ['serious', 'critical'].includes(one.impact))
                .map((one) => `${location.pathname} ${one.id}: ${one.nodes.map((node) => node.target + ' ' + (node.any[0]?.message ?? '')).slice(0, 3).join(' | ')}`)
            }""";

    private final String script;

    Axe() throws IOException {
        try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (file == null) {
                throw new IllegalStateException("axe-core is not on the path");
            }
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What is serious, by its page; empty when nothing is. */
    List<?> serious(Page page) {
        page.evaluate(script);
        return (List<?>) page.evaluate(SERIOUS);
    }
}
