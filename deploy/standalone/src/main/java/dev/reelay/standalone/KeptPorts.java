package dev.reelay.standalone;

import dev.reelay.embedded.FreePorts;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntPredicate;

/**
 * The ports of the servers in this process: picked free once, then the same on every start, as a broker's log, frozen
 * links and a PostgreSQL that survived a kill name them. One that a stranger listens on by now is picked anew.
 */
final class KeptPorts {
    /** Who listens. */
    enum Server {
        KAFKA,
        KAFKA_CONTROLLER,
        POSTGRESQL,
        S3,
        SIMULATOR
    }

    private final Map<Server, Integer> ports;

    private KeptPorts(Map<Server, Integer> ports) {
        this.ports = ports;
    }

    int of(Server server) {
        Integer port = ports.get(server);
        if (port == null) {
            throw new IllegalStateException("no port for " + server);
        }
        return port;
    }

    /** Reads the file, picks what is missing or taken, and writes it. A port that is {@code ours} counts as free. */
    static KeptPorts in(Path file, IntPredicate ours) throws IOException {
        Properties kept = read(file);
        Map<Server, Integer> ports = new EnumMap<>(Server.class);
        Iterator<Integer> fresh = FreePorts.find(Server.values().length).iterator();
        for (Server server : Server.values()) {
            int port = number(kept.getProperty(server.name(), ""));
            boolean usable = port > 0 && (FreePorts.isFree(port) || ours.test(port));
            ports.put(server, usable ? port : fresh.next());
            kept.setProperty(server.name(), String.valueOf(ports.get(server)));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            kept.store(writer, "picked once; delete this file to have others");
        }
        return new KeptPorts(ports);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    private static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return kept;
    }
}
