package dev.reelay.cli.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** Surroundings whose output can be looked at. */
public final class Capture {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Surroundings surroundings;

    public Capture(Map<String, String> environment, Path home, String in, OptionalInt columns) {
        surroundings = new Surroundings(
                environment,
                home,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns);
    }

    /** Nothing but a home, and no terminal. */
    public static Capture in(Path home) {
        return new Capture(Map.of(), home, "", OptionalInt.empty());
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
