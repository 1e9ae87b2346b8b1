package dev.reelay.request;

import dev.reelay.account.Accounts;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Violation;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request against the catalog, the clock and the tenant's rights, and finds its route. All that is wrong is told
 * at once, so that a caller mends it in one go.
 */
@ApplicationScoped
public class CheckRequest {
    private final Catalog catalog;
    private final Accounts accounts;
    private final CheckMedia media;
    private final ChooseRoute route;
    private final InstantSource clock;

    CheckRequest(Catalog catalog, Accounts accounts, CheckMedia media, ChooseRoute route, InstantSource clock) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.media = media;
        this.route = route;
        this.clock = clock;
    }

    /** What to do for it, or everything that is wrong with it. */
    public Verdict check(Draft draft, Tenant tenant) {
        Optional<Listing> listing = catalog.find(draft.model());
        if (listing.isEmpty() && draft.inputAt().isEmpty()) {
            return new Verdict.Unfit(
                    Verdict.Fault.UNKNOWN_MODEL, List.of(new Violation("", unknownModel(draft.model()))));
        }
        List<Violation> violations = new ArrayList<>(draft.violations());
        if (listing.isEmpty() && !draft.model().isEmpty()) {
            violations.add(new Violation("/model", unknownModel(draft.model())));
        }
        violations.addAll(providers(draft.terms().providers()));
        violations.addAll(deadlines(draft.terms(), clock.instant()));
        violations.addAll(input(listing.orElse(null), draft, tenant));
        if (listing.isEmpty() || !violations.isEmpty()) {
            return new Verdict.Unfit(Verdict.Fault.INVALID, violations);
        }
        return route.choose(listing.get(), listing.get().complete(draft.input()), draft.inputAt(), draft.terms());
    }

    private String unknownModel(String given) {
        List<String> known = catalog.listings().stream().map(Listing::id).toList();
        return "no model has the id " + Suggest.quoted(given)
                + Suggest.phrase(given, known, "; all are listed at /v1/models");
    }

    private List<Violation> input(@Nullable Listing listing, Draft draft, Tenant tenant) {
        if (draft.input().isMissingNode() || draft.inputIsUnkeepable()) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        if (listing != null) {
            found.addAll(listing.violations(draft.input()));
        }
        // One sentence a field: what the model's own schema says of it comes first.
        media.violations(draft.input(), tenant).stream()
                .filter(violation ->
                        found.stream().noneMatch(other -> other.pointer().equals(violation.pointer())))
                .toList()
                .forEach(found::add);
        return found.stream()
                .map(violation -> new Violation(draft.inputAt() + violation.pointer(), violation.message()))
                .toList();
    }

    private List<Violation> providers(List<String> wanted) {
        List<String> known = catalog.providers().stream().map(Provider::name).toList();
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String provider = wanted.get(i);
            if (!known.contains(provider)) {
                String message = "no provider has the name " + Suggest.quoted(provider) + "; there are "
                        + String.join(", ", known);
                found.add(new Violation("/providers/" + i, message));
            } else if (accounts.of(provider).isEmpty()) {
                found.add(new Violation("/providers/" + i, provider + " has no key on this installation"));
            }
        }
        return found;
    }

    private static List<Violation> deadlines(Terms terms, Instant now) {
        List<Violation> found = new ArrayList<>();
        Instant startBy = terms.startBy();
        Instant finishBy = terms.finishBy();
        if (startBy != null && !startBy.isAfter(now)) {
            found.add(new Violation("/start_by", "lies in the past"));
        }
        if (finishBy != null && !finishBy.isAfter(now)) {
            found.add(new Violation("/finish_by", "lies in the past"));
        } else if (startBy != null && finishBy != null && !startBy.isBefore(finishBy)) {
            found.add(new Violation("/start_by", "must lie before finish_by"));
        }
        return found;
    }
}
