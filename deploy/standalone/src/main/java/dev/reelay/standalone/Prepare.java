package dev.reelay.standalone;

import dev.reelay.embedded.FreePorts;
import dev.reelay.embedded.SurvivingServer;
import dev.reelay.standalone.Options.Output;
import dev.reelay.standalone.StopInOrder.Stage;
import dev.reelay.standalone.console.Console;
import dev.reelay.standalone.console.PlainFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Takes the data folder, starts the servers, and tells Quarkus where they are. */
final class Prepare {
    private final Options options;
    private final Console console;
    private final StopInOrder stop = StopInOrder.registered();

    private Prepare(Options options) {
        this.options = options;
        this.console = options.output() == Output.QUIET ? Console.silent() : Console.standard();
    }

    static Started run(Options options) throws IOException {
        return new Prepare(options).run();
    }

    private Started run() throws IOException {
        int port = freePort(options.port());
        URI api = URI.create("http://127.0.0.1:" + port);
        DataFolder data = take(api);
        console.say("reelay: starting, data in " + data.root());
        Providers providers = Providers.by(System.getenv());
        providers.told().forEach(console::say);
        KeptSecret apiKey = KeptSecret.in(data.resolve("api-key"), "rl_");
        KeptSecret secretsKey = KeptSecret.in(data.resolve("secrets-key"), "");
        KeptSecret s3Secret = KeptSecret.in(data.resolve("s3-secret-key"), "");
        Servers servers = Servers.start(
                new Servers.Starts(data, ports(data), stop, console),
                s3Secret,
                !providers.simulated().isEmpty());
        Settings settings = new Settings()
                .servers(servers, s3Secret)
                .http(port, apiKey, secretsKey)
                .log(data, options.output() == Output.VERBOSE);
        servers.simulator()
                .ifPresent(simulator -> settings.simulated(
                        providers.simulated(), simulator, System.getenv("REELAY_OUTSIDE_ALLOWED_ORIGINS")));
        settings.apply();
        return new Started(options, console, data, api, apiKey, providers, servers, stop);
    }

    private DataFolder take(URI api) throws IOException {
        DataFolder data = stop.later(Stage.DATA_FOLDER, DataFolder.open(options.data()));
        data.signed("process " + ProcessHandle.current().pid() + ", " + api);
        if (options.reset()) {
            SurvivingServer.on(data.resolve("postgresql")).ifPresent(SurvivingServer::kill);
            data.reset();
        }
        return data;
    }

    /** A PostgreSQL that survived a kill of its parent keeps its port, to be taken over. */
    private static KeptPorts ports(DataFolder data) throws IOException {
        Optional<SurvivingServer> survivor = SurvivingServer.on(data.resolve("postgresql"));
        return KeptPorts.in(
                data.resolve("ports"),
                taken -> survivor.filter(server -> server.port() == taken).isPresent());
    }

    private static int freePort(int wanted) {
        if (wanted == 0) {
            return FreePorts.find(1).getFirst();
        }
        if (!FreePorts.isFree(wanted)) {
            throw new PlainFailure("port " + wanted + " is taken; free it, or choose another with --port");
        }
        return wanted;
    }
}
