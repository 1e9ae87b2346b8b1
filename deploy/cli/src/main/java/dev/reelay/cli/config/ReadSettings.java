package dev.reelay.cli.config;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.PlainFailure;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings: flags go before the environment, and that before the file. A word that the file may not have is told. */
public final class ReadSettings {
    private static final String USUAL_URL = "http://127.0.0.1:8080";
    private static final Set<String> KNOWN = Set.of("url", "api-key", "api-key-file");

    private final Map<String, String> environment;
    private final Path home;

    public ReadSettings(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** The settings, with the url of the flag if there is one. */
    public Settings read(@Nullable String urlFlag) {
        Properties file = file();
        return new Settings(uri(urlFlag, file), key(file));
    }

    private URI uri(@Nullable String flag, Properties file) {
        String text = flag;
        if (text == null) {
            text = fromEnvironment("REELAY_URL");
        }
        if (text == null) {
            text = file.getProperty("url", USUAL_URL);
        }
        try {
            return new URI(text.strip());
        } catch (URISyntaxException _) {
            throw new PlainFailure(ExitStatus.USAGE, "the url must be that of an api, like " + USUAL_URL);
        }
    }

    private String key(Properties file) {
        String key = fromEnvironment("REELAY_API_KEY");
        if (key != null) {
            return key.strip();
        }
        String keyFile = fromEnvironment("REELAY_API_KEY_FILE");
        if (keyFile != null) {
            return content(Path.of(keyFile));
        }
        if (file.getProperty("api-key") != null) {
            return file.getProperty("api-key").strip();
        }
        if (file.getProperty("api-key-file") != null) {
            return content(
                    path().resolveSibling(file.getProperty("api-key-file").strip()));
        }
        throw new PlainFailure(
                ExitStatus.UNAUTHORIZED,
                "no api key: set REELAY_API_KEY, or REELAY_API_KEY_FILE to a file with it, or api-key-file in "
                        + path());
    }

    private @Nullable String fromEnvironment(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static String content(Path keyFile) {
        try {
            return Files.readString(keyFile).strip();
        } catch (IOException _) {
            throw new PlainFailure(ExitStatus.USAGE, "cannot read the api key from " + keyFile);
        }
    }

    private Path path() {
        String folder = fromEnvironment("XDG_CONFIG_HOME");
        Path base = folder == null ? home.resolve(".config") : Path.of(folder);
        return base.resolve("reelay").resolve("config.properties");
    }

    private Properties file() {
        Properties properties = new Properties();
        Path path = path();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException _) {
                throw new PlainFailure(ExitStatus.USAGE, "cannot read " + path);
            }
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new PlainFailure(
                    ExitStatus.USAGE, path + " has " + unknown + "; it may have " + new TreeSet<>(KNOWN));
        }
        return properties;
    }
}
