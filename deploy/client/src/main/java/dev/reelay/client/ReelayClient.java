package dev.reelay.client;

import dev.reelay.client.batch.Batches;
import dev.reelay.client.event.Events;
import dev.reelay.client.http.Access;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Patience;
import dev.reelay.client.model.Models;
import dev.reelay.client.request.Requests;
import dev.reelay.client.webhook.Webhooks;
import java.net.URI;

/**
 * Speaks to one Reelay with one api key, from any number of threads. Whatever the api refuses is a
 * {@link dev.reelay.client.problem.ProblemException}; what gives no answer an
 * {@link dev.reelay.client.problem.UnreachableException}. Calls that can be repeated without harm are, a few times; a submit is
 * one of them, as it always has an idempotency key.
 */
public final class ReelayClient implements AutoCloseable {
    private final Calls calls;

    /** The address of the api, and a key of the tenant, which is never logged, told or shown. */
    public ReelayClient(URI url, String apiKey) {
        this(url, apiKey, Patience.USUAL);
    }

    /** With tries and pauses of your own. */
    public ReelayClient(URI url, String apiKey, Patience patience) {
        this.calls = new Calls(new Access(url, apiKey), patience);
    }

    public Requests requests() {
        return new Requests(calls);
    }

    public Models models() {
        return new Models(calls);
    }

    public Events events() {
        return new Events(calls);
    }

    public Webhooks webhooks() {
        return new Webhooks(calls);
    }

    public Batches batches() {
        return new Batches(calls);
    }

    /** Ends its connections, also those of calls that are under way. */
    @Override
    public void close() {
        calls.close();
    }

    /** The address alone. */
    @Override
    public String toString() {
        return "client, " + calls;
    }
}
