package dev.reelay.simulator.protocol;

import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.studio.Film;
import dev.reelay.simulator.studio.Job;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Sends a film as the answer to a request, well or as a fault has it, and notes the download on the bill. */
public interface FilmSender {
    void send(HttpServerRequest request, Job job, Film film, @Nullable FaultOrder order);
}
