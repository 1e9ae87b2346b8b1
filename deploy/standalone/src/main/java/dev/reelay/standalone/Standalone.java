package dev.reelay.standalone;

import dev.reelay.embedded.FreePorts;
import dev.reelay.embedded.SurvivingServer;
import dev.reelay.standalone.StopInOrder.Stage;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Starts everything in one process: takes the data folder, starts the servers, tells Quarkus where they are, runs it.
 * What goes wrong before Quarkus runs ends the process with one line and status 1.
 */
@QuarkusMain
public final class Standalone {
    private Standalone() {}

    /** See {@link Options#USAGE}. */
    public static void main(String... arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        try {
            prepare(Options.parse(arguments));
        } catch (StartFailure e) {
            fail(e);
        } catch (IOException e) {
            fail(new StartFailure("the data folder cannot be used: " + StartFailure.reason(e), e));
        }
        Quarkus.run(StayUp.class, Standalone::ended, arguments);
    }

    private static void prepare(Options options) throws IOException {
        Console console = Console.standard();
        int port = freePort(options.port());
        StopInOrder stop = StopInOrder.registered();
        DataFolder data = stop.later(Stage.DATA_FOLDER, DataFolder.open(options.data()));
        data.signed("process " + ProcessHandle.current().pid() + ", http://127.0.0.1:" + port);
        if (options.reset()) {
            SurvivingServer.on(data.resolve("postgresql")).ifPresent(SurvivingServer::kill);
            data.reset();
        }
        console.say("reelay: starting, data in " + data.root());
        KeptSecret s3Secret = KeptSecret.in(data.resolve("s3-secret-key"), "");
        KeptSecret apiKey = KeptSecret.in(data.resolve("api-key"), "rly_");
        Optional<SurvivingServer> survivor = SurvivingServer.on(data.resolve("postgresql"));
        KeptPorts ports = KeptPorts.in(
                data.resolve("ports"),
                taken -> survivor.filter(server -> server.port() == taken).isPresent());
        Servers servers = Servers.start(data, ports, s3Secret, stop, console);
        new Settings()
                .servers(servers, s3Secret)
                .http(port, apiKey)
                .log(data, options.verbose())
                .apply();
    }

    private static int freePort(int wanted) {
        if (wanted == 0) {
            return FreePorts.find(1).getFirst();
        }
        if (!FreePorts.isFree(wanted)) {
            throw new StartFailure("port " + wanted + " is taken; free it, or choose another with --port");
        }
        return wanted;
    }

    private static void ended(int status, @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure != null) {
            fail(new StartFailure("Quarkus did not start: " + StartFailure.reason(failure), failure));
        }
        System.exit(status);
    }

    private static void fail(StartFailure failure) {
        System.err.println("reelay: " + failure.getMessage());
        System.exit(1);
    }
}
