package dev.reelay.chaos.agent;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * What an agent is told through a file, since a process that is started again has the same command line as before.
 *
 * @param spot the method, as {@code package.Class#method}
 * @param below a method that must be on the stack, too, in the same form; empty for any
 * @param gather so many threads are caught by one kill
 * @param patience how long the first one waits for the others
 * @param report where the names of the caught threads are left
 */
public record TrapOrder(String spot, Moment moment, String below, int gather, Duration patience, Path report) {
    private static final char METHOD = '#';

    public String className() {
        return spot.substring(0, spot.indexOf(METHOD));
    }

    public String methodName() {
        return spot.substring(spot.indexOf(METHOD) + 1);
    }

    /** Whether a frame is the one that must be below. */
    boolean isBelow(StackWalker.StackFrame frame) {
        return below.equals(frame.getClassName() + METHOD + frame.getMethodName());
    }

    /** Keeps it for the next start. */
    public void write(Path file) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("spot", spot);
        lines.setProperty("moment", moment.name());
        lines.setProperty("below", below);
        lines.setProperty("gather", String.valueOf(gather));
        lines.setProperty("patience", String.valueOf(patience.toMillis()));
        lines.setProperty("report", report.toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            lines.store(writer, null);
        }
    }

    /** Empty when there is no such file: then this start is an ordinary one. */
    static Optional<TrapOrder> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        return Optional.of(new TrapOrder(
                lines.getProperty("spot"),
                Moment.valueOf(lines.getProperty("moment")),
                lines.getProperty("below"),
                Integer.parseInt(lines.getProperty("gather")),
                Duration.ofMillis(Long.parseLong(lines.getProperty("patience"))),
                Path.of(lines.getProperty("report"))));
    }
}
