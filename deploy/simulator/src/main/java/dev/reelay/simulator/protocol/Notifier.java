package dev.reelay.simulator.protocol;

import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.studio.Job;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Posts news of ended jobs to the callers that asked for it: again after a failure, with growing pauses, but never
 * after a redirect. Unlike the true providers it also posts to this machine.
 */
final class Notifier {
    private static final int ATTEMPTS = 5;
    private static final long PATIENCE_MS = 15_000;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long USUAL_DELAY_MS = 5_000;

    private final Vertx vertx;
    private final ProviderProtocol provider;
    private final Floor floor;
    private final HttpClient client;

    Notifier(Vertx vertx, ProviderProtocol provider, Floor floor) {
        this.vertx = vertx;
        this.provider = provider;
        this.floor = floor;
        this.client = vertx.createHttpClient();
    }

    /** Sends the news once the job has ended, which it may have already. */
    void watch(Job job) {
        String url = job.wish().webhook();
        if (url != null) {
            job.whenEnded(() -> send(job, url, job.faults().take(Moment.WEBHOOK)));
        }
    }

    private void send(Job job, String url, @Nullable FaultOrder fault) {
        Look look = new Look(
                job, MultiMap.caseInsensitiveMultiMap(), fault, floor.studio().now(), floor.links());
        Notice notice = provider.notice(look);
        if (notice == null || look.has(Effect.NEVER_SENT)) {
            job.entry().notified("never sent");
            return;
        }
        if (fault != null && look.has(Effect.DELAYED)) {
            vertx.setTimer(Math.max(1, fault.amountOr(USUAL_DELAY_MS)), id -> post(job, url, notice, 1));
        } else {
            post(job, url, notice, 1);
        }
        if (look.has(Effect.TWICE)) {
            post(job, url, notice, 1);
        }
    }

    private void post(Job job, String url, Notice notice, int attempt) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setTimeout(PATIENCE_MS);
        options.setAbsoluteURI(url);
        notice.headers().forEach(options::putHeader);
        client.request(options)
                .compose((HttpClientRequest request) -> request.send(notice.body()))
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .onSuccess(status -> posted(job, url, notice, attempt, status));
    }

    private void posted(Job job, String url, Notice notice, int attempt, int status) {
        job.entry().notified(status == 0 ? "no answer" : Integer.toString(status));
        boolean final3xx = status >= 300 && status < 400;
        if ((status < 200 || status >= 300) && !final3xx && attempt < ATTEMPTS) {
            vertx.setTimer(FIRST_PAUSE_MS << attempt, id -> post(job, url, notice, attempt + 1));
        }
    }
}
