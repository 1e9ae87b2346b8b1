package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.catalog.Price;
import dev.reelay.request.Candidate;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.PassedOver;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.request.Verdict;
import dev.reelay.route.Experience;
import dev.reelay.route.RouteFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Says who would serve a request, for how much and how soon. It is checked and routed as any other, and not accepted. */
@Path("/v1/requests")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class EstimateResource {
    private final ReadBody body;
    private final ReadEnvelope envelope;
    private final CheckRequest check;
    private final RouteFacts facts;
    private final Caller caller;

    EstimateResource(ReadBody body, ReadEnvelope envelope, CheckRequest check, RouteFacts facts, Caller caller) {
        this.body = body;
        this.envelope = envelope;
        this.check = check;
        this.facts = facts;
        this.caller = caller;
    }

    @POST
    @Path("/estimate")
    public Estimate estimate(InputStream sent) {
        return switch (check.check(envelope.read(body.json(sent)), caller.tenant())) {
            case Verdict.Fit fit -> estimate(fit);
            case Verdict.Unfit unfit -> throw RefuseUnfit.refusal(unfit);
        };
    }

    private Estimate estimate(Verdict.Fit fit) {
        return new Estimate(
                fit.order().listing().id(),
                fit.order().candidates().stream().map(this::candidate).toList(),
                fit.passedOver().stream().map(EstimateResource::unfit).toList());
    }

    private Estimate.Candidate candidate(Candidate candidate) {
        Experience experience = facts.of(candidate.offering().id());
        long millis =
                experience.expected(candidate.offering().limits().typical()).toMillis();
        return new Estimate.Candidate(
                candidate.offering().provider(),
                candidate.offering().id(),
                cost(candidate.offering().price(), candidate.price()),
                Math.round(millis / 100.0) / 10.0,
                experience.blocked(),
                candidate.differences().stream().map(Estimate.Change::of).toList());
    }

    private static Estimate.@Nullable Cost cost(Price price, @Nullable BigDecimal amount) {
        return amount == null ? null : new Estimate.Cost(amount, price.currency(), price.asOf(), price.source());
    }

    private static Estimate.Unfit unfit(PassedOver passedOver) {
        return new Estimate.Unfit(passedOver.provider(), passedOver.offering(), passedOver.reasons());
    }
}
