package dev.reelay.client.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void pointersParametersAndLinesAreRead() {
        Problem problem = Problem.read(422, """
                {"type": "urn:reelay:problem:x", "title": "No", "detail": "", "errors": [
                  {"pointer": "/a", "message": "one"}, {"parameter": "limit", "message": "two"},
                  {"line": 3, "field": "/input/b", "message": "three"}, {"message": "four"}]}""".getBytes(StandardCharsets.UTF_8));

        assertThat(problem.faults())
                .extracting(Fault::toString)
                .containsExactly("/a: one", "limit: two", "line 3, /input/b: three", "four");
        assertThat(problem.faults().get(2).line()).isEqualTo(OptionalLong.of(3));
    }
}
