package dev.reelay.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.PlainFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadSettingsTest {
    @TempDir
    private Path home;

    @Test
    void theFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        file("url=https://file.example.com\napi-key=rl_file");
        Map<String, String> environment =
                Map.of("REELAY_URL", "https://environment.example.com", "REELAY_API_KEY", "rl_environment");

        assertThat(read(Map.of())).hasToString("https://file.example.com");
        assertThat(read(Map.of()).apiKey()).isEqualTo("rl_file");
        assertThat(read(environment)).hasToString("https://environment.example.com");
        assertThat(read(environment).apiKey()).isEqualTo("rl_environment");
        assertThat(new ReadSettings(environment, home).read("https://flag.example.com"))
                .hasToString("https://flag.example.com");
    }

    @Test
    void aKeyFileIsReadFromWhereItIsNamed() throws IOException {
        Files.writeString(home.resolve("key"), "rl_of-the-environment\n");
        file("api-key-file = key");
        Files.writeString(home.resolve(".config/reelay/key"), "rl_beside-the-file\n");

        assertThat(read(Map.of("REELAY_API_KEY_FILE", home.resolve("key").toString()))
                        .apiKey())
                .isEqualTo("rl_of-the-environment");
        assertThat(read(Map.of()).apiKey()).isEqualTo("rl_beside-the-file");
    }

    @Test
    void theFolderOfXdgIsLookedInWhenItIsSet() throws IOException {
        Path folder = Files.createDirectories(home.resolve("xdg/reelay"));
        Files.writeString(folder.resolve("config.properties"), "api-key=rl_xdg");

        assertThat(read(Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString()))
                        .apiKey())
                .isEqualTo("rl_xdg");
    }

    @Test
    void withoutAnythingTheUsualAddressIsTakenAndAKeyIsMissed() {
        assertThat(read(Map.of("REELAY_API_KEY", "rl_k"))).hasToString("http://127.0.0.1:8080");
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOfSatisfying(
                        PlainFailure.class,
                        missing -> assertThat(missing.status()).isEqualTo(ExitStatus.UNAUTHORIZED))
                .hasMessageContaining("REELAY_API_KEY_FILE");
    }

    @Test
    void aWordThatTheFileMayNotHaveIsTold() throws IOException {
        file("api_key=rl_secret");

        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageContaining("[api_key]")
                .hasMessageContaining("[api-key, api-key-file, url]")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(read(Map.of("REELAY_API_KEY", "rl_secret")).toString()).doesNotContain("secret");
    }

    private void file(String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/reelay"));
        Files.writeString(folder.resolve("config.properties"), text);
    }

    private Settings read(Map<String, String> environment) {
        return new ReadSettings(environment, home).read(null);
    }
}
