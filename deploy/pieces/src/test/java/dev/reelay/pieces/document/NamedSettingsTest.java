package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Repository;
import dev.reelay.simulator.settings.SettingsArguments;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamedSettingsTest {
    private static final Pattern VARIABLE = Pattern.compile("`((?:REELAY|QUARKUS|KAFKA)_[A-Z0-9_]+)`");
    /** Read by deploy/up and by docker-compose.yml themselves. */
    private static final List<String> OF_SCRIPTS = List.of("REELAY_JAVA_OPTS", "REELAY_API_KEY");

    private final KnownSettings known = new KnownSettings();

    @Test
    void everySettingThatTheReadmeNamesExists() throws IOException {
        List<String> named = VARIABLE.matcher(Repository.read("README.md"))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !OF_SCRIPTS.contains(name))
                .toList();

        assertThat(named).isNotEmpty().allMatch(known::knows);
    }

    @Test
    void everySettingOfTheContainersExists() throws IOException {
        for (String service : List.of("migrate", "kafka-topics", "api", "worker-1", "worker-2")) {
            assertThat(Compose.read().environment(service).keySet())
                    .isNotEmpty()
                    .allMatch(known::knows);
        }
    }

    @Test
    void theSimulatorTakesItsSettings() throws IOException {
        Map<String, String> environment = Compose.read().environment("simulator");

        assertThat(environment).isNotEmpty();
        assertThat(SettingsArguments.read(new String[0], environment).scopes()).isNotEmpty();
    }
}
