package dev.reelay.api.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.secret.Sealer;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Endpoints;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the caller's own webhook; what is no id, unknown, or another tenant's is all the same 404. */
@ApplicationScoped
public class FindWebhook {
    /** Instead of an id: the one that stands for the {@code webhook_url} of requests. */
    private static final String OF_REQUESTS = "requests";

    private final Endpoints endpoints;
    private final Sealer sealer;
    private final Caller caller;

    FindWebhook(Endpoints endpoints, Sealer sealer, Caller caller) {
        this.endpoints = endpoints;
        this.sealer = sealer;
        this.caller = caller;
    }

    /** The webhook with this id. */
    public Endpoint find(String id) {
        endIfNone();
        int tenant = caller.tenant().id();
        return id.equals(OF_REQUESTS)
                ? endpoints.forRequests(tenant)
                : FindRequest.parse(id)
                        .flatMap(known -> endpoints.find(tenant, known))
                        .orElseThrow(FindWebhook::unknown);
    }

    /** One with a URL of its own, which alone can be changed, tested and replayed to. */
    public Endpoint own(String id) {
        Endpoint found = find(id);
        if (found.url() == null) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNKNOWN_WEBHOOK,
                    "This one stands for the webhook_url of your requests; only its secret and its deliveries can be"
                            + " asked for."));
        }
        return found;
    }

    /** Ends the HTTP request where the installation has no key to seal secrets with. */
    public void endIfNone() {
        if (!sealer.isReady()) {
            throw new ProblemException(
                    Problem.of(ProblemType.NO_WEBHOOKS, "The operator of this installation sets reelay.secrets.key."));
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_WEBHOOK, "Your tenant has no webhook with this id."));
    }
}
