package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.standalone.Options.Output;
import dev.reelay.standalone.console.PlainFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutArgumentsItStaysUpOnPort8080AfterTheSample() {
        assertThat(Options.parse()).isEqualTo(new Options(8080, Path.of(".reelay"), false, false, true, Output.NORMAL));
    }

    @Test
    void everyOptionIsTaken() {
        assertThat(Options.parse("--port", "0", "--data", "/tmp/d", "--reset", "--once", "--quiet"))
                .isEqualTo(new Options(0, Path.of("/tmp/d"), true, true, true, Output.QUIET));
        assertThat(Options.parse("--no-sample", "--verbose"))
                .isEqualTo(new Options(8080, Path.of(".reelay"), false, false, false, Output.VERBOSE));
    }

    @Test
    void theLastOfTwoWins() {
        assertThat(Options.parse("--data", "a", "--data", "b").data()).isEqualTo(Path.of("b"));
    }

    @Test
    void whatCannotBeMeantIsRefusedInOneLine() {
        assertRefused("unknown option --prot; deploy/up --help shows what there is", "--prot", "1");
        assertRefused("--port needs a value behind it", "--port");
        assertRefused("--port web is no number", "--port", "web");
        assertRefused("--port 70000 is not between 0 and 65535", "--port", "70000");
        assertRefused("--once and --no-sample exclude each other", "--once", "--no-sample");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> Options.parse(arguments))
                .isInstanceOf(PlainFailure.class)
                .hasMessage(message);
    }
}
