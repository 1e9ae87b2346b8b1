package dev.reelay.setting;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Says which environment variables look like settings and are none: they are likely misspelt, and nothing goes by them. */
@ApplicationScoped
public class WarnOfUnknownSettings {
    private static final Logger LOG = Logger.getLogger(WarnOfUnknownSettings.class);

    static void started(@Observes StartupEvent event) {
        unknown().forEach(name -> LOG.warnf("%s is no setting of this version, and nothing goes by it", name));
    }

    /** Their names. */
    public static List<String> unknown() {
        return KnownKeys.read().unknown(System.getenv().keySet());
    }
}
