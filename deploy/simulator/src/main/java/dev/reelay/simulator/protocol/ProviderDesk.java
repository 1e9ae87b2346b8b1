package dev.reelay.simulator.protocol;

import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.journal.KeptJob;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Receives all calls to one provider and hands each to the desk for its kind. */
public final class ProviderDesk {
    private final ProviderProtocol provider;
    private final Floor floor;
    private final SubmitDesk submits;
    private final JobDesk jobs;

    public ProviderDesk(Vertx vertx, ProviderProtocol provider, Floor floor, FilmSender films) {
        Caller caller = new Caller(provider, floor);
        this.provider = provider;
        this.floor = floor;
        this.submits = new SubmitDesk(vertx, provider, floor, caller, films);
        this.jobs = new JobDesk(vertx, provider, floor, caller);
    }

    public String name() {
        return provider.name();
    }

    /** Takes up a job of an earlier run. */
    public void resume(KeptJob job) {
        submits.resume(job);
    }

    /** Answers a call; the path is what follows the provider's prefix. */
    public void handle(HttpServerRequest request, String path) {
        switch (provider.route(request.method(), path)) {
            case Route.Submit submit -> submits.receive(request, submit.model(), false);
            case Route.Blocking blocking -> submits.receive(request, blocking.model(), true);
            case Route.Status status -> jobs.status(request, status.id());
            case Route.Stream stream -> jobs.stream(request, stream.id());
            case Route.StatusAndResult both -> jobs.statusAndResult(request, both.id());
            case Route.Result result -> jobs.result(request, result.id());
            case Route.Cancel cancel -> jobs.cancel(request, cancel.id());
            case Route.History history -> jobs.history(request);
            case Route.Page page -> send(request, provider.page(page.name()));
            case Route.Unknown unknown -> send(request, provider.refusal(Refusal.UNKNOWN_PATH, unknown.path()));
        }
    }

    private void send(HttpServerRequest request, Answer answer) {
        floor.delivery().send(request, answer);
    }
}
