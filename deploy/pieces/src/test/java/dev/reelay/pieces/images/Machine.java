package dev.reelay.pieces.images;

import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.embedded.FreePorts;
import dev.reelay.pieces.document.Compose;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the compose file brings of others, on this machine, with the demo's secrets; and the environments of its services with
 * addresses and the login to the store that are right here. Nothing else of them is changed.
 */
final class Machine implements AutoCloseable {
    private static final String S3_SECRET_KEY = "the-only-login";

    private final Compose compose = Compose.read();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private final EmbeddedPostgreSQL postgres;

    Machine(Path folder) throws Exception {
        List<Integer> free = FreePorts.find(8);
        List<String> ours = List.of("api", "worker-1", "worker-2", "simulator");
        ours.forEach(name -> ports.put(name, free.get(ours.indexOf(name))));
        postgres = EmbeddedPostgreSQL.start(folder.resolve("postgres"), free.get(4));
        servers.add(postgres);
        servers.add(EmbeddedKafka.start(folder.resolve("kafka"), free.get(5), free.get(6)));
        EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"), free.get(7), "reelay", S3_SECRET_KEY);
        servers.add(s3);
        s3.createBucket("reelay");
        addresses.put("postgres:5432", "127.0.0.1:" + free.get(4));
        addresses.put("kafka:9092", "127.0.0.1:" + free.get(5));
        addresses.put("s3:9000", "127.0.0.1:" + free.get(7));
        addresses.put("127.0.0.1:9000", "127.0.0.1:" + free.get(7));
        addresses.put("simulator:9700", "127.0.0.1:" + ports.get("simulator"));
        // As the image does it; but no more rights than the owner needs.
        try (Connection admin = connect("postgres", "postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("create role reelay login createrole");
            statement.execute("create database reelay owner reelay");
        }
        try (Connection owner = connect("reelay", "postgres");
                Statement statement = owner.createStatement()) {
            statement.execute("alter schema public owner to reelay");
        }
    }

    Connection connect(String database, String role) throws SQLException {
        String url = postgres.jdbcUrl().replaceAll("/postgres$", "/" + database);
        return DriverManager.getConnection(url, role, "");
    }

    int port(String service) {
        return ports.getOrDefault(service, 0);
    }

    List<String> command(String service) {
        return Compose.list(compose.services().getOrDefault(service, Map.of()), "command");
    }

    /** A service's own environment, filled in from the demo's file. */
    Map<String, String> environment(String service) throws IOException {
        Map<String, String> environment = new HashMap<>();
        Map<String, String> demo = compose.demo();
        compose.environment(service).forEach((name, value) -> {
            String filled =
                    value.startsWith("${") ? demo.getOrDefault(value.substring(2, value.indexOf(':')), "") : value;
            for (Map.Entry<String, String> address : addresses.entrySet()) {
                filled = filled.replace(address.getKey(), address.getValue());
            }
            environment.put(name, filled);
        });
        // The store here has one login, for all.
        environment.computeIfPresent("REELAY_S3_ACCESS_KEY", (name, theirs) -> "reelay");
        environment.computeIfPresent("REELAY_S3_SECRET_KEY", (name, theirs) -> S3_SECRET_KEY);
        // Several on one machine, and none of them reached from outside it.
        String prefix = service.equals("simulator") ? "SIMULATOR_" : "QUARKUS_HTTP_";
        environment.put(prefix + "HOST", "127.0.0.1");
        environment.put(prefix + "PORT", String.valueOf(port(service)));
        return environment;
    }

    @Override
    public void close() {
        for (AutoCloseable server : servers.reversed()) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException("a server did not end", e);
            }
        }
    }
}
