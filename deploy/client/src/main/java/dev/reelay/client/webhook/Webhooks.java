package dev.reelay.client.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Query;
import java.util.ArrayList;
import java.util.List;

/** Addresses of yours that are told of events. */
public final class Webhooks {
    private final Calls calls;

    public Webhooks(Calls calls) {
        this.calls = calls;
    }

    /** All of the tenant's, oldest first, never with a secret. */
    public List<Webhook> list() throws InterruptedException {
        List<Webhook> webhooks = new ArrayList<>();
        calls.answer(Call.get("/v1/webhooks")).path("webhooks").forEach(webhook -> webhooks.add(Webhook.of(webhook)));
        return webhooks;
    }

    /** Makes one. It is not sent again when the connection breaks, as there might be two then: look at the list. */
    public Webhook create(WebhookDraft draft) throws InterruptedException {
        return Webhook.of(calls.answer(Call.post("/v1/webhooks").json(draft.document())));
    }

    /** Removes one, and what waits for it. */
    public void delete(String id) throws InterruptedException {
        calls.answer(Call.delete(path(id)));
    }

    /** Sends it an event {@code webhook.test}; the answer says where to look for what came of it. */
    public JsonNode test(String id) throws InterruptedException {
        return calls.answer(Call.post(path(id) + "/test"));
    }

    private static String path(String id) {
        return "/v1/webhooks/" + Query.encode(id);
    }
}
