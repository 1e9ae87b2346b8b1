package dev.reelay.standalone;

import dev.reelay.standalone.StopInOrder.Stage;
import dev.reelay.standalone.console.Console;
import dev.reelay.standalone.sample.SampleRun;
import dev.reelay.standalone.sample.Surroundings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What happens once Quarkus runs: the sample, then nothing more until the process is asked to end. */
final class StayUp implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(StayUp.class);

    @Override
    public int run(String... arguments) {
        Started started = Standalone.started();
        Console console = started.console();
        Console.standard().say("reelay: ready after " + Console.seconds(sinceStart()) + " at " + started.api());
        if (started.options().sample()) {
            boolean whole = new SampleRun(surroundings(started), console).run();
            if (started.options().once()) {
                return whole ? 0 : 1;
            }
        }
        console.say("reelay: running at " + started.api() + ", until Ctrl-C");
        hasten(started.stop());
        Quarkus.waitForExit();
        return 0;
    }

    private static void hasten(StopInOrder stop) {
        try {
            ClassArchive.write().ifPresent(archive -> stop.later(Stage.CLASS_ARCHIVE, archive));
        } catch (IOException e) {
            LOG.infof("the next start will not be faster: %s", e.getMessage());
        }
    }

    private static Surroundings surroundings(Started started) {
        return new Surroundings(
                started.api(),
                started.apiKey().value(),
                started.apiKey().file(),
                started.data().resolve("s3"),
                started.servers().simulator(),
                started.providers().simulatedNames());
    }

    private static Duration sinceStart() {
        return Duration.ofMillis(InstantSource.system().millis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
