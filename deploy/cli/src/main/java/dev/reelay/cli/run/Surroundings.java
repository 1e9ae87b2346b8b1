package dev.reelay.cli.run;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a command finds around it. The columns are there when errors go to a terminal, where a line may be drawn again. Text is
 * always UTF-8, as JSON wants it, whatever the locale.
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        InputStream in,
        PrintStream out,
        PrintStream err,
        OptionalInt columns) {
    private static final String COLUMNS = "reelay.columns";
    private static final int USUAL_COLUMNS = 80;

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                terminalColumns());
    }

    /** The script knows whether errors go to a terminal, and how wide it is; without it, Java only knows of all or nothing. */
    private static OptionalInt terminalColumns() {
        int told = Integer.getInteger(COLUMNS, -1);
        if (told >= 0) {
            return told == 0 ? OptionalInt.empty() : OptionalInt.of(told);
        }
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return terminal ? OptionalInt.of(USUAL_COLUMNS) : OptionalInt.empty();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
