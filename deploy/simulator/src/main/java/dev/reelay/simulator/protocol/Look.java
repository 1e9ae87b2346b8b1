package dev.reelay.simulator.protocol;

import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.studio.Film;
import dev.reelay.simulator.studio.Job;
import io.vertx.core.MultiMap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as one call sees it: with the parameters of the call, the fault that bends the answer, and where links lead. */
public record Look(Job job, MultiMap parameters, @Nullable FaultOrder fault, Instant now, Links links) {
    private static final String PRIVATE_LINK = "http://169.254.169.254/latest/meta-data/";

    /** Whether the fault of this call is this one. */
    public boolean has(Effect effect) {
        return FaultOrder.has(fault, effect);
    }

    /** What links to the provider begin with. */
    public String base() {
        return has(Effect.FOREIGN_URLS) || job.faults().has(Fault.STATUS_FOREIGN_URLS)
                ? links.foreign(job.account().provider())
                : links.provider(job.account().provider());
    }

    /** The link of the finished video. */
    public String video(Film film) {
        return has(Effect.PRIVATE_LINK)
                ? PRIVATE_LINK
                : links.file(job.account().provider(), film.name());
    }

    /** Whether a parameter of the call is on, as {@code 1} or {@code true}. */
    public boolean flag(String parameter) {
        String value = parameters.get(parameter);
        return "1".equals(value) || "true".equals(value);
    }

    /** The beginnings of all links. */
    public record Links(String own, String other) {
        public String provider(String name) {
            return own + "/" + name;
        }

        String foreign(String name) {
            return other + "/foreign/" + name;
        }

        String file(String provider, String name) {
            return own + "/files/" + provider + "/" + name;
        }
    }
}
