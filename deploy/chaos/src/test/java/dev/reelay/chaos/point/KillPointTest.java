package dev.reelay.chaos.point;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.chaos.agent.TrapOrder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KillPointTest {
    @ParameterizedTest
    @EnumSource
    void namesMethodsThatTheWorkerHas(KillPoint point) throws ClassNotFoundException {
        TrapOrder order = point.order(1, Duration.ZERO, Path.of("report"));

        assertThat(methods(order.spot())).contains(order.methodName());
        if (!order.below().isEmpty()) {
            assertThat(methods(order.below()))
                    .contains(order.below().substring(order.below().indexOf('#') + 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isExplainedInTheDocument(KillPoint point) throws IOException {
        assertThat(Files.readString(Path.of("..", "..", "docs", "chaos.md"))).contains("| `" + point.word() + "` |");
    }

    private static Iterable<String> methods(String spot) throws ClassNotFoundException {
        String name = spot.substring(0, spot.indexOf('#'));
        return Arrays.stream(Class.forName(name, false, KillPointTest.class.getClassLoader())
                        .getDeclaredMethods())
                .map(Method::getName)
                .toList();
    }
}
