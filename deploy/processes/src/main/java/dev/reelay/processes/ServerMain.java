package dev.reelay.processes;

import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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
        if (arguments[0].equals("kafka")) {
            kafka(folder, port, Integer.parseInt(arguments[3]));
        } else {
            s3(folder, port);
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
