package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.standalone.console.PlainFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void resetLeavesNothingButTheLockAndThePrograms() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            Files.createDirectories(folder.resolve("postgresql/data/base"));
            Files.createDirectories(folder.resolve("postgresql/bin"));
            Files.writeString(folder.resolve("postgresql/bin/initdb"), "program");
            Files.writeString(folder.resolve("api-key"), "rl_old");

            data.reset();

            assertThat(folder.resolve("postgresql/bin/initdb")).exists();
            assertThat(folder.resolve("lock")).exists();
            assertThat(folder.resolve("postgresql/data")).doesNotExist();
            assertThat(folder.resolve("api-key")).doesNotExist();
        }
    }

    @Test
    void itIsTakenAgainAfterItWasGivenBack() throws IOException {
        DataFolder.open(folder).close();

        try (DataFolder again = DataFolder.open(folder)) {
            assertThat(again.root()).isEqualTo(folder.toAbsolutePath());
        }
    }

    @Test
    void aFileInItsPlaceIsToldInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(PlainFailure.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("--data");
    }
}
