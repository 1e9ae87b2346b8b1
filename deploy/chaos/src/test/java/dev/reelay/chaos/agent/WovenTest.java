package dev.reelay.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WovenTest {
    @ParameterizedTest
    @EnumSource
    void theMethodDoesWhatItDid(Moment moment) throws Exception {
        Method woven = woven(order(moment, "half"));

        assertThat(woven.invoke(null, 4)).isEqualTo(2);
        assertThatThrownBy(() -> woven.invoke(null, 3))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseMessage("odd");
    }

    @Test
    void theTrapIsWhereItShouldBe() throws Exception {
        assertThat(elements(Moment.ENTRY)).startsWith("trap").containsOnlyOnce("trap");
        assertThat(String.join(" ", elements(Moment.RETURN))).isEqualTo("trap return trap return");
        assertThat(elements(Moment.EXCEPTION)).endsWith("trap").containsOnlyOnce("trap");
    }

    @Test
    void aMethodThatIsNotThereIsSaidByName() {
        assertThatThrownBy(() -> Woven.of(bytes(), order(Moment.ENTRY, "quarter"), null))
                .hasMessageContaining(Sample.class.getName() + "#quarter");
    }

    private static List<String> elements(Moment moment) throws IOException {
        List<String> found = new ArrayList<>();
        byte[] woven = Woven.of(bytes(), order(moment, "half"), WovenTest.class.getClassLoader());
        ClassFile.of().parse(woven).methods().stream()
                .filter(method -> method.methodName().equalsString("half"))
                .flatMap(method -> method.code().orElseThrow().elementStream())
                .forEach(element -> {
                    switch (element) {
                        case InvokeInstruction call
                        when call.owner().asInternalName().endsWith("/Trap") -> found.add("trap");
                        case ReturnInstruction _ -> found.add("return");
                        default -> {}
                    }
                });
        return found;
    }

    private static Method woven(TrapOrder order) throws Exception {
        byte[] bytes = Woven.of(bytes(), order, WovenTest.class.getClassLoader());
        Class<?> loaded = new ClassLoader(WovenTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Sample.class.getName(), bytes, 0, bytes.length);
            }
        }.define();
        Method method = loaded.getDeclaredMethod("half", int.class);
        method.setAccessible(true);
        return method;
    }

    private static TrapOrder order(Moment moment, String method) {
        return new TrapOrder(Sample.class.getName() + "#" + method, moment, "", 1, Duration.ZERO, Path.of("report"));
    }

    private static byte[] bytes() throws IOException {
        try (InputStream stream = Sample.class.getResourceAsStream("WovenTest$Sample.class")) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        }
    }

    /** What is woven. */
    static final class Sample {
        static int half(int number) {
            if (number == 0) {
                return 0;
            }
            try {
                return odd(number) ? number : number / 2;
            } catch (IllegalStateException e) {
                throw new IllegalArgumentException("odd", e.getCause());
            }
        }

        private static boolean odd(int number) {
            if (number % 2 != 0) {
                throw new IllegalStateException("odd");
            }
            return false;
        }
    }
}
