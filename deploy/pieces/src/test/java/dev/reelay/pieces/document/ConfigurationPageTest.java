package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Repository;
import dev.reelay.setting.KnownKeys;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Pattern KEY = Pattern.compile("`(reelay\\.[a-z0-9.<>-]+)`");

    /** No key of the code is left out, none is invented, and each default is the code's. */
    @Test
    void thePageIsWhatTheCodeHas() throws IOException {
        Map<String, String> page = new TreeMap<>();
        Repository.read("docs/configuration.md")
                .lines()
                .filter(line -> line.startsWith("| `reelay."))
                .map(line -> line.split(" \\| |\\| ", -1))
                .forEach(cells -> KEY.matcher(cells[1])
                        .results()
                        .forEach(key -> page.put(
                                key.group(1).replaceAll("<[a-z]+>", "*"),
                                cells[3].replace("`", "").strip())));

        assertThat(page).isEqualTo(new KnownSettings().keys());
    }

    /** A misspelt environment variable is known by its not being here. */
    @Test
    void theFileOfKnownKeysIsWhatTheCodeHas() {
        assertThat(KnownKeys.keys())
                .containsExactlyElementsOf(new KnownSettings().keys().keySet());
    }

    @Test
    void everyNumberAndTimeSaysWhatItMayBe() {
        assertThat(new KnownSettings().unbounded()).isEmpty();
    }
}
