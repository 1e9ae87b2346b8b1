package dev.reelay.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What the user is told while it happens. On a terminal a line of progress is rewritten; in a log each stands alone. */
final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean open;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Speaks on the standard output. */
    static Console standard() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        return new Console(System.out, terminal);
    }

    /** One line that stays. */
    synchronized void say(String line) {
        out.println((open ? CLEAR_LINE : "") + line);
        out.flush();
        open = false;
    }

    /** A line that the next one replaces; in a log it is left out, as what matters of it is said later. */
    synchronized void progress(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
            open = true;
        }
    }

    /** The same start, which says when it is done and how long it took. */
    <T> Callable<T> timed(String name, int port, Callable<T> start) {
        return () -> {
            long began = System.nanoTime();
            T server = start.call();
            say(String.format(
                    Locale.ROOT, "  %-11s 127.0.0.1:%-5d  %s", name, port, seconds(System.nanoTime() - began)));
            return server;
        };
    }

    /** Seconds with one digit, such as {@code 4.2 s}. */
    static String seconds(Duration elapsed) {
        return seconds(elapsed.toNanos());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
