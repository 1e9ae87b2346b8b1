package dev.reelay.api.request;

import dev.reelay.api.problem.ProblemException;
import dev.reelay.catalog.Price;
import dev.reelay.request.Candidate;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.Draft;
import dev.reelay.request.PassedOver;
import dev.reelay.request.Verdict;
import dev.reelay.route.Experience;
import dev.reelay.route.RouteFacts;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says who would serve a request, for how much and how soon. It is checked and routed as any other, and not accepted. */
@ApplicationScoped
public class EstimateRequest {
    private final CheckRequest check;
    private final RouteFacts facts;

    EstimateRequest(CheckRequest check, RouteFacts facts) {
        this.check = check;
        this.facts = facts;
    }

    /**
     * What would become of it.
     *
     * @throws ProblemException why nothing would
     */
    public Estimate estimate(Draft draft, Tenant tenant) {
        return switch (check.check(draft, tenant)) {
            case Verdict.Fit fit -> estimate(fit);
            case Verdict.Unfit unfit -> throw RefuseUnfit.refusal(unfit);
        };
    }

    private Estimate estimate(Verdict.Fit fit) {
        return new Estimate(
                fit.order().listing().id(),
                fit.order().candidates().stream().map(this::candidate).toList(),
                fit.passedOver().stream().map(EstimateRequest::unfit).toList());
    }

    private Estimate.Candidate candidate(Candidate candidate) {
        Experience experience = facts.of(candidate.offering().id());
        Duration typical = candidate.offering().limits().typical();
        return new Estimate.Candidate(
                candidate.offering().provider(),
                candidate.offering().id(),
                cost(candidate.offering().price(), candidate.price()),
                seconds(experience.expected(typical)),
                seconds(experience.render(typical)),
                experience.blocked(),
                candidate.differences().stream().map(Estimate.Change::of).toList());
    }

    private static double seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0;
    }

    private static Estimate.@Nullable Cost cost(Price price, @Nullable BigDecimal amount) {
        return amount == null ? null : new Estimate.Cost(amount, price.currency(), price.asOf(), price.source());
    }

    private static Estimate.Unfit unfit(PassedOver passedOver) {
        return new Estimate.Unfit(passedOver.provider(), passedOver.offering(), passedOver.reasons());
    }
}
