package dev.reelay.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
    @Test
    void everyTypeStandsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/api.md"));

        assertThat(ProblemType.values())
                .allSatisfy(type -> assertThat(page)
                        .contains("`" + type.urn().substring("urn:reelay:problem:".length()) + "`")
                        .contains(String.valueOf(type.status())));
    }
}
