package dev.reelay.processes;

import dev.reelay.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Kafka cluster of several brokers, each a process that can be killed alone. It has no topics when it starts. */
public final class Brokers implements AutoCloseable {
    private final List<Piece> brokers;

    private Brokers(List<Piece> brokers) {
        this.brokers = List.copyOf(brokers);
    }

    /** Starts so many of them below a folder; answers when all are ready. */
    public static Brokers start(Path folder, int count) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<Integer> ports = FreePorts.find(2 * count);
        List<Piece> made = new ArrayList<>();
        for (int node = 1; node <= count; node++) {
            made.add(broker(folder, node, ports.get(node - 1), ports.subList(count, 2 * count)));
        }
        Brokers brokers = new Brokers(made);
        try {
            for (Piece broker : made) {
                broker.startOnly();
            }
            for (Piece broker : made) {
                broker.awaitReady();
            }
            return brokers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            brokers.close();
            throw e;
        }
    }

    private static Piece broker(Path folder, int node, int port, List<Integer> controllers) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                "broker",
                folder.resolve("broker-" + node).toString(),
                String.valueOf(port),
                String.valueOf(node)));
        controllers.forEach(controller -> arguments.add(controller.toString()));
        Path log = folder.resolve("broker-" + node + ".log");
        return new Piece(port, log, arguments, process -> process.awaitText(ServerMain.READY));
    }

    /** All of them, as clients want them, those that are killed too. */
    public String bootstrapServers() {
        return brokers.stream().map(broker -> "127.0.0.1:" + broker.port()).collect(Collectors.joining(","));
    }

    /** One of them by its number, from 1. */
    public Piece broker(int node) {
        return brokers.get(node - 1);
    }

    @Override
    public void close() throws IOException {
        for (Piece broker : brokers) {
            broker.close();
        }
    }
}
