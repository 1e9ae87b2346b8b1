package dev.reelay.standalone.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the user is told while it happens. On a terminal a line of progress is rewritten; in a log it is left out. */
public final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean open;

    public Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Speaks on the standard output. */
    public static Console standard() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        return new Console(System.out, terminal);
    }

    /** Says nothing. */
    public static Console silent() {
        return new Console(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    }

    /** One line that stays. */
    public synchronized void say(String line) {
        // In one piece: whatever writes to the same terminal must not come between.
        out.print((open ? CLEAR_LINE : "") + line + System.lineSeparator());
        out.flush();
        open = false;
    }

    /** One line of what went wrong; it is never silenced. */
    public synchronized void complain(String line) {
        if (open) {
            say("");
        }
        System.err.println(line);
    }

    /** A line that the next one replaces, for what is not worth a line in a log. */
    public synchronized void progress(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
            open = true;
        }
    }

    /** Seconds with one digit, such as {@code 4.2 s}. */
    public static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }

    /** A count of bytes for people, such as {@code 1.5 MiB}. */
    public static String size(long bytes) {
        return bytes < 1024
                ? bytes + " bytes"
                : bytes < 1024 * 1024
                        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }
}
