package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.account.Accounts;
import dev.reelay.catalog.ExpressionException;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the offerings that serve an input, of the caller's providers or else of all, in the order of the caller's
 * preference. One that serves only something near is among them by the caller's explicit word alone. Those without an
 * account here are passed over.
 */
@ApplicationScoped
class ChooseRoute {
    private static final Logger LOG = Logger.getLogger(ChooseRoute.class);

    private final Predicate<String> hasAccount;
    private final RankCandidates rank;

    @Inject
    ChooseRoute(Accounts accounts, RankCandidates rank) {
        this(provider -> !accounts.of(provider).isEmpty(), rank);
    }

    /** @param hasAccount whether there is one at a provider */
    ChooseRoute(Predicate<String> hasAccount, RankCandidates rank) {
        this.hasAccount = hasAccount;
        this.rank = rank;
    }

    Verdict choose(Listing listing, JsonNode input, String inputAt, Terms terms) {
        List<Candidate> candidates = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (Offering offering : offerings(listing, terms.providers(), passedOver)) {
            NearestInput served = terms.allowNearest()
                    ? NearestInput.of(listing, offering, input)
                    : NearestInput.exactly(offering, input);
            List<Violation> reasons = reasons(offering, served, inputAt);
            if (reasons.isEmpty()) {
                candidates.add(candidate(offering, served));
            } else {
                passedOver.add(new PassedOver(offering.provider(), offering.id(), reasons));
            }
        }
        return candidates.isEmpty()
                ? new Verdict.Unfit(Verdict.Fault.NO_PROVIDER, told(passedOver))
                : new Verdict.Fit(new Order(listing, input, rank.rank(candidates, terms.prefer()), terms), passedOver);
    }

    private static List<Offering> offerings(Listing listing, List<String> providers, List<PassedOver> passedOver) {
        if (providers.isEmpty()) {
            return listing.offerings();
        }
        List<Offering> wanted = new ArrayList<>();
        for (int i = 0; i < providers.size(); i++) {
            String provider = providers.get(i);
            List<Offering> own = listing.offerings().stream()
                    .filter(offering -> offering.provider().equals(provider))
                    .toList();
            if (own.isEmpty()) {
                Violation reason = new Violation("/providers/" + i, "does not offer " + listing.id());
                passedOver.add(new PassedOver(provider, null, List.of(reason)));
            }
            wanted.addAll(own);
        }
        return wanted;
    }

    private List<Violation> reasons(Offering offering, NearestInput served, String inputAt) {
        List<Violation> reasons = new ArrayList<>();
        if (!hasAccount.test(offering.provider())) {
            reasons.add(new Violation("", "has no key on this installation"));
        }
        served.objections()
                .forEach(objection -> reasons.add(new Violation(inputAt + objection.pointer(), objection.message())));
        return reasons;
    }

    private static Candidate candidate(Offering offering, NearestInput served) {
        BigDecimal price = price(offering, served.input());
        String currency = price == null ? null : offering.price().currency();
        return new Candidate(offering, price, currency, served.input(), served.differences());
    }

    /** A formula that fails on an input keeps nobody from being served; what it costs is then not known. */
    private static @Nullable BigDecimal price(Offering offering, JsonNode input) {
        try {
            return offering.price().of(input).orElse(null);
        } catch (ExpressionException e) {
            LOG.warnf("a price is not known, offering=%s: %s", offering.id(), e.getMessage());
            return null;
        }
    }

    private static List<Violation> told(List<PassedOver> passedOver) {
        return passedOver.stream()
                .flatMap(each -> each.reasons().stream()
                        .map(reason -> new Violation(reason.pointer(), each.provider() + ": " + reason.message())))
                .toList();
    }
}
