package dev.reelay.simulator.file;

import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule.Target;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.protocol.FilmSender;
import dev.reelay.simulator.protocol.Floor;
import dev.reelay.simulator.studio.Film;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Serves result links to everyone who knows them, without credentials, and notes who brought some all the same. */
public final class FileDesk implements FilmSender {
    private final Floor floor;
    private final FaultyFile faulty;

    public FileDesk(Vertx vertx, Floor floor) {
        this.floor = floor;
        this.faulty = new FaultyFile(vertx, floor.delivery());
    }

    /** Answers a request for {@code provider/name}. */
    public void handle(HttpServerRequest request, String path) {
        Job job = floor.studio().archive().ofFilm(path.substring(path.indexOf('/') + 1));
        boolean read =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (job == null || !(job.state() instanceof JobState.Succeeded done)) {
            floor.delivery().send(request, Answer.html(404, "404 Not Found"));
        } else if (!read) {
            floor.delivery().send(request, Answer.html(405, "405 Method Not Allowed"));
        } else {
            send(request, job, done.film(), fault(request, job));
        }
    }

    @Override
    public void send(HttpServerRequest request, Job job, Film film, @Nullable FaultOrder order) {
        DownloadNote.attach(
                request, job.entry(), order == null ? null : order.fault().word());
        if (!floor.studio().now().isBefore(film.expires())) {
            floor.delivery().send(request, Answer.html(film.expiredStatus(), film.expiredStatus() + " Expired"));
        } else {
            faulty.serve(request, film.file(), order);
        }
    }

    private @Nullable FaultOrder fault(HttpServerRequest request, Job job) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return job.faults().lasting(Moment.DOWNLOAD);
        }
        String provider = job.account().provider();
        String model = job.model().id();
        return floor.plan()
                .atCall(
                        Moment.DOWNLOAD,
                        new Target(provider, model, job.wish().prompt()),
                        job.faults(),
                        floor.settings().behaviour(provider, model).chances());
    }
}
