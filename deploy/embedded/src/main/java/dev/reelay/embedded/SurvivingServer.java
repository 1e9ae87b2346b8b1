package dev.reelay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server that outlived the process which started it, because that one was killed. Its data folder names its
 * process and port.
 */
public record SurvivingServer(ProcessHandle process, int port) {
    private static final int PORT_LINE = 3;

    /** The server that still runs on the data below {@code folder}, as given to {@link EmbeddedPostgreSQL#start}. */
    public static Optional<SurvivingServer> on(Path folder) throws IOException {
        Path file = folder.resolve("data/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(SurvivingServer::isPostgres)
                .map(process -> new SurvivingServer(process, port));
    }

    /** Ends it at once; its data must not be needed any more. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The number of a server that is long gone may belong to another program by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("postgres");
    }
}
