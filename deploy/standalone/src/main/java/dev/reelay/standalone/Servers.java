package dev.reelay.standalone;

import dev.reelay.api.broker.MakeTopics;
import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.simulator.Simulator;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SettingsArguments;
import dev.reelay.simulator.settings.SimulatorSettings;
import dev.reelay.standalone.KeptPorts.Server;
import dev.reelay.standalone.StopInOrder.Stage;
import dev.reelay.standalone.console.Console;
import dev.reelay.standalone.console.PlainFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * The servers that Reelay stands on, in this process or as its child; started side by side.
 *
 * @param kafkaStart ends when the broker runs, which takes the longest: Quarkus starts meanwhile, up to {@link AwaitKafka}
 * @param kafkaAddress where it will listen, as {@code host:port}
 */
record Servers(
        EmbeddedPostgreSQL postgresql,
        Future<EmbeddedKafka> kafkaStart,
        String kafkaAddress,
        EmbeddedS3 s3,
        Optional<Simulator> simulator) {
    static final String BUCKET = "reelay";
    static final String ACCESS_KEY = "reelay";

    /**
     * Starts all, and awaits all but the broker; each that runs is noted with the {@code stop} of {@code starts}, whatever
     * becomes of the others.
     */
    static Servers start(Starts starts, KeptSecret s3Secret, boolean simulate) {
        Future<EmbeddedKafka> kafka = begin(starts::kafka);
        Future<EmbeddedPostgreSQL> postgresql = begin(starts::postgresql);
        Future<EmbeddedS3> s3 = begin(() -> starts.s3(s3Secret));
        Future<Optional<Simulator>> simulator =
                begin(() -> simulate ? Optional.of(starts.simulator()) : Optional.empty());
        return new Servers(of(postgresql), kafka, starts.kafkaAddress(), of(s3), of(simulator));
    }

    /** Waits until the broker runs and has its topics. */
    void awaitKafka() {
        of(kafkaStart);
    }

    private static <T> Future<T> begin(Callable<T> start) {
        FutureTask<T> task = new FutureTask<>(start);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static <T> T of(Future<T> start) {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new PlainFailure("a server did not start: " + PlainFailure.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while the servers started", e);
        }
    }

    /** How each is started: where its data lies, on which port, and who closes it. */
    record Starts(DataFolder data, KeptPorts ports, StopInOrder stop, Console console) {
        EmbeddedPostgreSQL postgresql() throws Exception {
            return timed(
                    Server.POSTGRESQL,
                    port -> stop.later(Stage.POSTGRESQL, EmbeddedPostgreSQL.start(data.resolve("postgresql"), port)));
        }

        String kafkaAddress() {
            return "127.0.0.1:" + ports.of(Server.KAFKA);
        }

        EmbeddedKafka kafka() throws Exception {
            return timed(Server.KAFKA, port -> {
                int controllerPort = ports.of(Server.KAFKA_CONTROLLER);
                EmbeddedKafka kafka =
                        stop.later(Stage.KAFKA, EmbeddedKafka.start(data.resolve("kafka"), port, controllerPort));
                MakeTopics.run(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "reelay.topics.replication", "1",
                        "reelay.topics.min-insync-replicas", "1"));
                return kafka;
            });
        }

        EmbeddedS3 s3(KeptSecret secret) throws Exception {
            return timed(Server.S3, port -> {
                EmbeddedS3 s3 =
                        stop.later(Stage.S3, EmbeddedS3.start(data.resolve("s3"), port, ACCESS_KEY, secret.value()));
                s3.createBucket(BUCKET);
                return s3;
            });
        }

        Simulator simulator() throws Exception {
            return timed(Server.SIMULATOR, port -> {
                SimulatorSettings settings = SettingsArguments.read(new String[0], System.getenv())
                        .with(Setting.PORT, String.valueOf(port))
                        .with(Setting.JOURNAL, data.resolve("simulator-jobs").toString());
                return stop.later(Stage.SIMULATOR, Simulator.start(settings));
            });
        }

        private <T> T timed(Server server, Start<T> start) throws Exception {
            long began = System.nanoTime();
            T started = start.on(ports.of(server));
            console.say(String.format(
                    "  %-11s 127.0.0.1:%-5d  %s",
                    server.name().toLowerCase(Locale.ROOT),
                    ports.of(server),
                    Console.seconds(Duration.ofNanos(System.nanoTime() - began))));
            return started;
        }
    }

    /** Starts one server on a port. */
    private interface Start<T> {
        T on(int port) throws Exception;
    }
}
