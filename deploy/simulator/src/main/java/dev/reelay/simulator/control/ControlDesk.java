package dev.reelay.simulator.control;

import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Delivery;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Floor;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import dev.reelay.simulator.studio.Studio;
import dev.reelay.simulator.video.ResultFile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The side door: what tests and people set and read while the simulator runs. No provider has it. */
public final class ControlDesk {
    private final Vertx vertx;
    private final Studio studio;
    private final Delivery delivery;
    private final SettingsControl settings;
    private final FaultsControl faults;
    private final BillControl bill;

    public ControlDesk(Vertx vertx, Floor floor) {
        this.vertx = vertx;
        this.studio = floor.studio();
        this.delivery = floor.delivery();
        this.settings = new SettingsControl(floor.settings());
        this.faults = new FaultsControl(floor.plan(), floor.studio().archive());
        this.bill = new BillControl(floor.bill());
    }

    /** Answers a request; the path is what follows {@code /control/}. */
    public void handle(HttpServerRequest request, String path) {
        request.body().onSuccess(body -> {
            try {
                answer(request, path, body);
            } catch (IllegalArgumentException e) {
                delivery.send(request, Answer.json(400, Json.object().put("error", e.getMessage())));
            }
        });
    }

    private void answer(HttpServerRequest request, String path, Buffer body) {
        String[] parts = path.split("/", -1);
        switch (request.method().name() + " " + parts[0]) {
            case "GET health" -> show(request, Json.object().put("status", "UP"));
            case "GET settings" -> show(request, parts.length > 1 ? settings.describe() : settings.show());
            case "PATCH settings" -> {
                settings.patch(Json.read(body));
                changed(request);
            }
            case "PUT settings" -> {
                settings.put(Json.read(body));
                changed(request);
            }
            case "GET faults" -> show(request, faults.show());
            case "POST faults" -> {
                faults.add(Json.read(body));
                show(request, faults.show().get("waiting"));
            }
            case "DELETE faults" -> {
                faults.clear();
                delivery.send(request, Answer.empty(204));
            }
            case "GET bill" -> show(request, parts.length > 1 ? bill.summary() : bill.show(request.params()));
            case "DELETE bill" -> {
                bill.reset();
                delivery.send(request, Answer.empty(204));
            }
            case "GET files" -> file(request, parts[parts.length - 1]);
            case "POST jobs" -> end(request, parts);
            default -> delivery.send(request, Answer.json(404, Json.object().put("error", "no such control")));
        }
    }

    private void changed(HttpServerRequest request) {
        studio.review();
        show(request, settings.show());
    }

    /** Ends a job that would take longer, or takes it back whatever its provider offers. */
    private void end(HttpServerRequest request, String[] parts) {
        Job job = parts.length == 3 ? studio.archive().job(parts[1]) : null;
        boolean ended = job != null
                && switch (parts[2]) {
                    case "finish" -> studio.finish(job);
                    case "cancel" -> studio.cancel(job, true);
                    default -> false;
                };
        delivery.send(request, Answer.json(ended ? 200 : 404, Json.object().put("ended", ended)));
    }

    private void file(HttpServerRequest request, String id) {
        Job job = studio.archive().job(id);
        if (job == null || !(job.state() instanceof JobState.Succeeded done)) {
            delivery.send(request, Answer.json(404, Json.object().put("error", "no such file")));
            return;
        }
        ResultFile file = done.film().file();
        // A checksum over gigabytes takes seconds, which the event loop does not have.
        vertx.executeBlocking(file::sha256)
                .onSuccess(sum -> show(
                        request,
                        Json.object()
                                .put("job", id)
                                .put("name", done.film().name())
                                .put("bytes", file.size())
                                .put("etag", file.etag())
                                .put("sha256", sum)));
    }

    private void show(HttpServerRequest request, Object value) {
        delivery.send(request, Answer.of(200, "application/json", Json.pretty(value)));
    }
}
