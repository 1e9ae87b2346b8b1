package dev.reelay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.client.problem.Problem;
import dev.reelay.client.problem.ProblemException;
import dev.reelay.client.problem.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "400, INVALID",
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "404, INVALID",
        "409, INVALID",
        "422, INVALID",
        "429, INVALID",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void theStatusOfTheApiBecomesOneForScripts(int status, ExitStatus expected) {
        assertThat(Failure.of(refused(status, "{\"title\": \"No\"}")).status()).isEqualTo(expected);
    }

    @Test
    void whatIsNoAnswerHasStatusesOfItsOwn() {
        assertThat(Failure.of(new UnreachableException("nothing answers")).status())
                .isEqualTo(ExitStatus.UNAVAILABLE);
        assertThat(Failure.of(new PlainFailure(ExitStatus.USAGE, "x")).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Failure.of(new IOException("disk")).status()).isEqualTo(ExitStatus.FAILED);
        assertThat(Failure.of(new IllegalStateException("bug")).bug()).isTrue();
    }

    @Test
    void everyFaultHasALineAndABatchSaysWhereTheRestIs() {
        Failure failure = Failure.of(refused(422, """
                {"title": "Lines are not valid", "detail": "Mend them.", "batch_id": "b7",
                 "errors": [{"line": 4, "pointer": "/input/duration", "message": "must be 5"}]}"""));

        assertThat(failure.lines())
                .containsExactly(
                        "refused (422): Lines are not valid. Mend them.",
                        "  line 4, /input/duration: must be 5",
                        "  every fault: reelay batch report b7");
        assertThat(failure.document().path("exit_status").asInt()).isEqualTo(3);
        assertThat(failure.document().path("errors").path(0).path("line").asInt())
                .isEqualTo(4);
    }

    private static ProblemException refused(int status, String body) {
        return new ProblemException(status, Problem.read(status, body.getBytes(StandardCharsets.UTF_8)), null);
    }
}
