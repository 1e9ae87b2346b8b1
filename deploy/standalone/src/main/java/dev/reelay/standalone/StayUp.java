package dev.reelay.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens once Quarkus runs: the sample, then nothing more until the process is asked to end. */
final class StayUp implements QuarkusApplication {
    private final int port;

    StayUp(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    @Override
    public int run(String... arguments) {
        Options options = Options.parse(arguments);
        Console console = Console.standard();
        Duration took = Duration.ofMillis(InstantSource.system().millis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
        console.say("reelay: ready after " + Console.seconds(took) + " at http://127.0.0.1:" + port);
        if (options.once()) {
            return 0;
        }
        Quarkus.waitForExit();
        return 0;
    }
}
