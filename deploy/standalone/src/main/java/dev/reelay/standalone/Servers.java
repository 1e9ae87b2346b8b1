package dev.reelay.standalone;

import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.standalone.KeptPorts.Server;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The servers that Reelay stands on, in this process or as its child; started side by side. */
record Servers(EmbeddedPostgreSQL postgresql, EmbeddedKafka kafka, EmbeddedS3 s3) {
    static final String BUCKET = "reelay";
    static final String ACCESS_KEY = "reelay";

    private static final int PARTITIONS = 16;

    /** Made before first use, so that their numbers of partitions are ours to choose. */
    private static final Map<String, Integer> TOPICS = Map.of(
            "reelay.work", PARTITIONS,
            "reelay.events", PARTITIONS,
            "reelay.requests", PARTITIONS,
            "reelay.requests.dead", 1);

    /** Starts all; each that runs is noted with {@code stop}, whatever becomes of the others. */
    static Servers start(DataFolder data, KeptPorts ports, KeptSecret s3Secret, StopInOrder stop, Console console) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Starts starts = new Starts(data, ports, stop);
            Future<EmbeddedPostgreSQL> postgresql =
                    threads.submit(console.timed("postgresql", ports.of(Server.POSTGRESQL), starts::postgresql));
            Future<EmbeddedKafka> kafka = threads.submit(console.timed("kafka", ports.of(Server.KAFKA), starts::kafka));
            Future<EmbeddedS3> s3 = threads.submit(console.timed("s3", ports.of(Server.S3), () -> starts.s3(s3Secret)));
            return new Servers(of(postgresql), of(kafka), of(s3));
        }
    }

    private static <T> T of(Future<T> start) {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new StartFailure("a server did not start: " + StartFailure.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while the servers started", e);
        }
    }

    private record Starts(DataFolder data, KeptPorts ports, StopInOrder stop) {
        EmbeddedPostgreSQL postgresql() throws IOException {
            return stop.later(
                    StopInOrder.Stage.POSTGRESQL,
                    EmbeddedPostgreSQL.start(data.resolve("postgresql"), ports.of(Server.POSTGRESQL)));
        }

        EmbeddedKafka kafka() throws IOException, InterruptedException {
            EmbeddedKafka kafka = stop.later(
                    StopInOrder.Stage.KAFKA,
                    EmbeddedKafka.start(
                            data.resolve("kafka"), ports.of(Server.KAFKA), ports.of(Server.KAFKA_CONTROLLER)));
            kafka.createTopics(TOPICS);
            return kafka;
        }

        EmbeddedS3 s3(KeptSecret secret) throws IOException {
            EmbeddedS3 s3 = stop.later(
                    StopInOrder.Stage.S3,
                    EmbeddedS3.start(data.resolve("s3"), ports.of(Server.S3), ACCESS_KEY, secret.value()));
            s3.createBucket(BUCKET);
            return s3;
        }
    }
}
