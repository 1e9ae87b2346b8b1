package dev.reelay.cli.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void filesAfterTheFirstGetANumber() {
        assertThat(FileNames.numbered(Path.of("out/boat.mp4"), 0)).isEqualTo(Path.of("out/boat.mp4"));
        assertThat(FileNames.numbered(Path.of("out/boat.mp4"), 1)).isEqualTo(Path.of("out/boat-2.mp4"));
        assertThat(FileNames.numbered(Path.of("boat"), 2)).isEqualTo(Path.of("boat-3"));
    }
}
