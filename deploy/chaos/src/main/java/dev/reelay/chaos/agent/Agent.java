package dev.reelay.chaos.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets one trap in a process that is just starting. A trap that cannot be set ends the process at once, and says why. */
public final class Agent {
    /** How a process ends whose trap names a method that is not there. */
    public static final int NO_SUCH_SPOT = 86;

    private Agent() {}

    /**
     * Called before the program.
     *
     * @param argument the file of the {@link TrapOrder}
     */
    public static void premain(String argument, Instrumentation instrumentation) throws IOException {
        Optional<TrapOrder> order = TrapOrder.read(Path.of(argument));
        if (order.isPresent()) {
            Trap.set(order.get());
            instrumentation.addTransformer(new SetTrap(order.get()));
        }
    }

    /** Puts the call of the trap into the one class that the order names, when that is loaded. */
    private record SetTrap(TrapOrder order) implements ClassFileTransformer {
        @Override
        @SuppressWarnings("CatchAndPrintStackTrace") // The process has no log yet, and ends here.
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> before,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (!order.className().replace('.', '/').equals(name)) {
                return null;
            }
            try {
                return Woven.of(bytes, order, loader);
            } catch (RuntimeException e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(NO_SUCH_SPOT);
                throw e;
            }
        }
    }
}
