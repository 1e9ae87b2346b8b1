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
        this.faults = new FaultsControl(floor.plan(), floor.studio().archive(), floor.journal());
        this.bill = new BillControl(floor.bill());
    }

    /** Answers a request; the path is what follows {@code /control/}. */
    public void handle(HttpServerRequest request, String path) {
        request.body().onSuccess(body -> {
            try {
                answer(request, path, body);
            } catch (RuntimeException e) {
                delivery.sorry(request, e);
            }
        });
    }

    private void answer(HttpServerRequest request, String path, Buffer body) {
        String[] parts = path.split("/", -1);
        String method = request.method().name();
        switch (parts[0]) {
            case "health" -> show(request, Json.object().put("status", "UP"));
            case "settings" -> settings(request, method, parts.length > 1, body);
            case "faults" -> faults(request, method, body);
            case "bill" -> bill(request, method, parts.length > 1);
            case "files" -> file(request, parts[parts.length - 1]);
            case "jobs" -> end(request, parts);
            default -> delivery.send(request, Answer.json(404, Json.object().put("error", "no such control")));
        }
    }

    private void settings(HttpServerRequest request, String method, boolean all, Buffer body) {
        switch (method) {
            case "PATCH" -> settings.patch(Json.read(body));
            case "PUT" -> settings.put(Json.read(body));
            default -> {}
        }
        studio.review();
        show(request, all ? settings.describe() : settings.show());
    }

    private void faults(HttpServerRequest request, String method, Buffer body) {
        switch (method) {
            case "POST" -> faults.add(Json.read(body));
            case "DELETE" -> faults.clear();
            default -> {}
        }
        show(request, method.equals("GET") ? faults.show() : faults.waiting());
    }

    private void bill(HttpServerRequest request, String method, boolean summary) {
        if (method.equals("DELETE")) {
            bill.reset();
        }
        show(request, summary ? bill.summary() : bill.show(request.params()));
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
