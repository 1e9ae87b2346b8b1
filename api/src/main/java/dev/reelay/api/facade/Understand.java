package dev.reelay.api.facade;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.account.Accounts;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Translation;
import dev.reelay.catalog.Violation;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.Fields;
import dev.reelay.request.ReadWebhookUrl;
import dev.reelay.request.Suggest;
import dev.reelay.request.Verdict;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands what a provider's client means: which model, who may serve it, whom to tell. */
@ApplicationScoped
public class Understand {
    private static final String URL = "webhook_url";

    private final Catalog catalog;
    private final ReadWebhookUrl urls;
    private final NameUploads uploads;
    private final CheckRequest check;
    private final Accounts accounts;
    private final InstantSource clock;

    Understand(
            Catalog catalog,
            ReadWebhookUrl urls,
            NameUploads uploads,
            CheckRequest check,
            Accounts accounts,
            InstantSource clock) {
        this.catalog = catalog;
        this.check = check;
        this.accounts = accounts;
        this.urls = urls;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * What is asked for, in the words that requests have.
     *
     * @param providers those that may serve it; empty where the model belongs to one alone, or is ours
     */
    record Meant(Ask ask, List<String> providers) {}

    /** What a client means: the provider's own model, or ours, where the key lets others serve it and they can. */
    Meant meant(Ask sent, KeyOwner owner) {
        Ask ask = input(sent, owner.tenant());
        if (!owner.anyProvider() || ask.front().asksForOurs()) {
            return new Meant(ask, providers(ask));
        }
        Listing known = listing(ask);
        return ours(known, ask, owner.tenant())
                .orElseGet(() ->
                        known.pinned() ? new Meant(ask, List.of()) : new Meant(ask, ownFirst(known, ask.front())));
    }

    /** Empty where it cannot be said as ours, or nobody would serve it so: then it stays with its provider. */
    private Optional<Meant> ours(Listing known, Ask ask, Tenant tenant) {
        Translation translation = known.translation();
        if (translation == null || !known.violations(ask.input()).isEmpty()) {
            return Optional.empty();
        }
        return catalog.find(translation.model())
                .flatMap(ours -> known.translated(ask.input())
                        .filter(said -> ours.violations(said).isEmpty())
                        .map(said -> new Meant(ask.as(ours.id(), said), ownFirst(ours, ask.front()))))
                .filter(meant ->
                        check.check(meant.ask().draft(meant.providers(), now()), tenant) instanceof Verdict.Fit);
    }

    /** Those that this installation can ask. */
    private List<String> ownFirst(Listing listing, Front front) {
        return listing.offerings().stream()
                .map(Offering::provider)
                .distinct()
                .filter(provider -> !accounts.of(provider).isEmpty())
                .sorted(Comparator.comparing(provider -> !front.providers().contains(provider)))
                .toList();
    }

    /** Those that may serve it: the provider whose form it has. Empty where the model belongs to it alone, or is ours. */
    private List<String> providers(Ask ask) {
        Listing listing = listing(ask);
        return listing.pinned() || ask.front().asksForOurs()
                ? List.of()
                : ask.front().providers().stream()
                        .filter(provider -> listing.offerings().stream()
                                .anyMatch(offering -> offering.provider().equals(provider)))
                        .toList();
    }

    private Listing listing(Ask ask) {
        return catalog.find(ask.model())
                .filter(known -> offers(known, ask.front()))
                .orElseThrow(() -> unknown(ask));
    }

    /** With the tenant's own uploads by their places. */
    private Ask input(Ask ask, Tenant tenant) {
        return ask.with(uploads.in(ask.input(), tenant));
    }

    /**
     * All that is wrong with an input, for what is wrong around it to be told beside.
     *
     * @throws ProblemException where there is no such model
     */
    public List<Violation> faults(Ask sent, Tenant tenant) {
        Ask ask = input(sent, tenant);
        return check.check(ask.draft(providers(ask), null), tenant) instanceof Verdict.Unfit unfit
                        && unfit.fault() == Verdict.Fault.INVALID
                ? unfit.violations()
                : List.of();
    }

    Instant now() {
        return clock.instant();
    }

    /** The address that a parameter names for the end to be told to; null where it names none. */
    public @Nullable String webhook(String parameter, @Nullable String given) {
        List<Problem.Fault> faults = new ArrayList<>();
        String url = webhook(parameter, given, faults);
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID_PARAMETER, "Nothing was accepted.", faults));
        }
        return url;
    }

    /** The same, with what is wrong with it added to what else is. */
    public @Nullable String webhook(String parameter, @Nullable String given, List<Problem.Fault> faults) {
        if (given == null) {
            return null;
        }
        Fields fields = new Fields(JsonNodeFactory.instance.objectNode().put(URL, given));
        String url = urls.read(fields);
        fields.violations().forEach(wrong -> faults.add(Problem.Fault.of(parameter, wrong.message())));
        return url;
    }

    /** Under the provider's own id of it: our names for models are not the provider's. */
    private static boolean offers(Listing listing, Front front) {
        return front.asksForOurs()
                ? !listing.pinned()
                : listing.offerings().stream()
                        .anyMatch(offering -> front.providers().contains(offering.provider())
                                && offering.providerModel().equals(listing.id()));
    }

    private ProblemException unknown(Ask ask) {
        List<String> known = catalog.listings().stream()
                .filter(listing -> offers(listing, ask.front()))
                .map(Listing::id)
                .toList();
        return new ProblemException(Problem.of(
                ProblemType.UNKNOWN_MODEL,
                "no model "
                        + (ask.front().asksForOurs() ? "" : "of " + ask.front().word() + " ") + "has the id "
                        + Suggest.quoted(ask.model())
                        + Suggest.phrase(ask.model(), known, "; known are " + String.join(", ", known))));
    }
}
