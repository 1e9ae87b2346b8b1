package dev.reelay.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.audit.Act;
import dev.reelay.audit.Entry;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.EndpointDraft;
import dev.reelay.webhook.Endpoints;
import dev.reelay.webhook.ReadEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes the caller's webhooks, changes them and tries them out; who did it is kept. */
@ApplicationScoped
public class ManageWebhooks {
    private final Endpoints endpoints;
    private final FindWebhook find;
    private final ReadEndpoint read;
    private final Caller caller;
    private final Audit audit;

    ManageWebhooks(Endpoints endpoints, FindWebhook find, ReadEndpoint read, Audit audit) {
        this.endpoints = endpoints;
        this.find = find;
        this.read = read;
        this.caller = audit.caller();
        this.audit = audit;
    }

    /** All of the tenant, oldest first. */
    public List<Endpoint> all() {
        return endpoints.of(caller.tenant().id());
    }

    /** A new one, with its secret, which is told this once. */
    public Endpoints.Made create(JsonNode said) {
        find.endIfNone();
        EndpointDraft draft = draft(read.whole(said), "Nothing was made.");
        return audit.keeping(
                        () -> endpoints.create(caller.tenant().id(), draft),
                        done -> done.map(ManageWebhooks::created).orElse(null))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "Your tenant has " + Endpoints.MOST + " webhooks, which is the most. Remove one first.")));
    }

    private static Entry created(Endpoints.Made made) {
        return new Entry(Act.WEBHOOK_CREATED, made.endpoint().id().toString(), JsonNodeFactory.instance.objectNode());
    }

    /** What is absent stays as it is. */
    public Endpoint change(String id, JsonNode said) {
        Endpoint endpoint = find.own(id);
        EndpointDraft draft = draft(read.change(said), "Nothing was changed.");
        return kept(
                        Act.WEBHOOK_CHANGED,
                        endpoint,
                        () -> endpoints.change(caller.tenant().id(), endpoint.id(), draft),
                        Optional::isPresent)
                .orElseThrow(FindWebhook::unknown);
    }

    /** Removes it with all that is on its way to it. */
    public void delete(String id) {
        Endpoint endpoint = find.own(id);
        if (!kept(
                Act.WEBHOOK_DELETED,
                endpoint,
                () -> endpoints.delete(caller.tenant().id(), endpoint.id()),
                Boolean::booleanValue)) {
            throw FindWebhook.unknown();
        }
    }

    /** A new secret, told this once; for a time deliveries carry a signature of the old one too. */
    public Endpoints.Made rotate(String id, Duration overlap) {
        Endpoint endpoint = find.find(id);
        return kept(
                        Act.WEBHOOK_ROTATED,
                        endpoint,
                        () -> endpoints.rotate(caller.tenant().id(), endpoint.id(), overlap),
                        Optional::isPresent)
                .orElseThrow(FindWebhook::unknown);
    }

    /** Puts an event on its way to this one alone; the answer is its id. */
    public UUID test(String id) {
        return endpoints.test(caller.tenant().id(), find.own(id).id()).orElseThrow(FindWebhook::unknown);
    }

    /** Addresses and headers may hold secrets, so nothing is kept of them. */
    private <T> T kept(Act act, Endpoint endpoint, Supplier<T> doing, Predicate<T> done) {
        return audit.keeping(act, endpoint.id().toString(), JsonNodeFactory.instance.objectNode(), doing, done);
    }

    private static EndpointDraft draft(ReadEndpoint.Result result, String nothing) {
        return switch (result) {
            case ReadEndpoint.Result.Fine fine -> fine.draft();
            case ReadEndpoint.Result.Wrong wrong ->
                throw new ProblemException(Problem.violations(
                        ProblemType.INVALID_REQUEST,
                        nothing + " Mend what is listed and send it again.",
                        wrong.violations()));
        };
    }
}
