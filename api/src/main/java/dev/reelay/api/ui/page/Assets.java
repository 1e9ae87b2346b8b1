package dev.reelay.api.ui.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** The files beside the pages, which browsers keep: their addresses change when they do. */
final class Assets {
    /** Where the jar has them. */
    static final String FOLDER = "/META-INF/resources/ui/assets/";

    static final String HTMX = "/webjars/htmx.org/" + htmxVersion() + "/dist/htmx.min.js";
    static final String VERSION = version();

    private static final int SHORT = 10;

    private Assets() {}

    private static String htmxVersion() {
        try (InputStream file =
                Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
            if (file == null) {
                throw new IllegalStateException("the jar of htmx is missing");
            }
            Properties pom = new Properties();
            pom.load(file);
            return pom.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : List.of("reelay.css", "reelay.js")) {
                try (InputStream file = Assets.class.getResourceAsStream(FOLDER + name)) {
                    if (file == null) {
                        throw new IllegalStateException(name + " is missing");
                    }
                    digest.update(file.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
