package dev.reelay.browser;

import dev.reelay.processes.Addresses;
import dev.reelay.processes.Pieces;
import dev.reelay.processes.Wishes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The pieces of docker-compose.yml, each a process: the servers, an api, two workers and the simulator. */
final class ManyProcesses implements Installation {
    private static final List<String> PROVIDERS = List.of("fal", "runcomfy", "segmind", "segmind-v1", "wavespeed");

    private final Pieces pieces;
    private final Addresses addresses;

    private ManyProcesses(Pieces pieces, Addresses addresses) {
        this.pieces = pieces;
        this.addresses = addresses;
    }

    /** Starts all of them; {@code origins} are places on this machine that it may call. */
    static ManyProcesses start(Path folder, String origins) throws IOException, SQLException, InterruptedException {
        List<String> simulated = SIMULATED.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        Pieces pieces = Pieces.of(
                new Wishes(Installation.root(), folder, Installation.settings(origins), PROVIDERS, simulated, false));
        try {
            Addresses addresses = pieces.start(List.of("-Xmx256m"));
            for (String worker : List.of("worker-1", "worker-2")) {
                pieces.startWorker(worker, Map.of("reelay.worker.instance-id", worker), List.of("-Xmx256m"));
            }
            return new ManyProcesses(pieces, addresses);
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            pieces.close();
            throw e;
        }
    }

    @Override
    public URI address() {
        return addresses.api();
    }

    @Override
    public String key() {
        return addresses.apiKey();
    }

    @Override
    public void close() {
        pieces.close();
    }
}
