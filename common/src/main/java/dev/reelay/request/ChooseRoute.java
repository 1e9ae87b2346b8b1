package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.account.Account;
import dev.reelay.account.Accounts;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the first offering that can serve an input: in the caller's order of providers, else in the catalog's. Those
 * without an account here are passed over.
 */
@ApplicationScoped
class ChooseRoute {
    private final Accounts accounts;

    ChooseRoute(Accounts accounts) {
        this.accounts = accounts;
    }

    Verdict choose(Listing listing, JsonNode input, String inputAt, Terms terms) {
        List<Violation> reasons = new ArrayList<>();
        for (Offering offering : candidates(listing, terms.providers(), reasons)) {
            Optional<Account> account = accounts.of(offering.provider());
            List<Violation> objections = offering.objections(input);
            if (account.isPresent() && objections.isEmpty()) {
                return new Verdict.Fit(
                        new Order(listing, input, offering, account.get().id(), terms));
            }
            if (account.isEmpty()) {
                reasons.add(new Violation("", offering.provider() + ": has no key on this installation"));
            }
            objections.forEach(objection -> reasons.add(
                    new Violation(inputAt + objection.pointer(), offering.provider() + ": " + objection.message())));
        }
        return new Verdict.Unfit(Verdict.Fault.NO_PROVIDER, reasons);
    }

    private static List<Offering> candidates(Listing listing, List<String> providers, List<Violation> reasons) {
        if (providers.isEmpty()) {
            return listing.offerings();
        }
        List<Offering> candidates = new ArrayList<>();
        for (int i = 0; i < providers.size(); i++) {
            String provider = providers.get(i);
            List<Offering> own = listing.offerings().stream()
                    .filter(offering -> offering.provider().equals(provider))
                    .toList();
            if (own.isEmpty()) {
                reasons.add(new Violation("/providers/" + i, provider + ": does not offer " + listing.id()));
            }
            candidates.addAll(own);
        }
        return candidates;
    }
}
