package dev.reelay.processes;

import dev.reelay.embedded.BrokerPlan;
import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kafka or S3 as a process of its own, so that its processor time is told apart. It ends when its standard input does,
 * which the system closes even when the benchmark is killed.
 */
final class ServerMain {
    static final String READY = "listens on ";

    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "kafka" -> kafka(folder, port, Integer.parseInt(arguments[3]));
            case "broker" -> broker(folder, port, Arrays.asList(arguments).subList(3, arguments.length));
            default -> s3(folder, port);
        }
        System.out.println(READY + port);
        untilTheEndOfInput();
        Runtime.getRuntime().halt(0);
    }

    private static void kafka(Path folder, int port, int controllerPort) throws IOException, InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
        kafka.createTopics(
                Map.of("reelay.work", 8, "reelay.events", 4, "reelay.requests", 4, "reelay.dead-letters", 2));
    }

    /** One of several: its number among them, then the ports of all their controllers. */
    private static void broker(Path folder, int port, List<String> cluster) throws IOException {
        Map<Integer, Integer> controllers = new HashMap<>();
        for (int node = 1; node < cluster.size(); node++) {
            controllers.put(node, Integer.valueOf(cluster.get(node)));
        }
        EmbeddedKafka.start(
                folder, new BrokerPlan(Integer.parseInt(cluster.getFirst()), port, controllers, Optional.empty()));
    }

    private static void s3(Path folder, int port) throws IOException {
        EmbeddedS3 s3 = EmbeddedS3.start(folder, port, "local", "secret");
        s3.createBucket("reelay");
    }

    private static void untilTheEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // What is written there has no meaning.
        }
    }
}
