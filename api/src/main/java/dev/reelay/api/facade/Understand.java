package dev.reelay.api.facade;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.request.Fields;
import dev.reelay.request.ReadWebhookUrl;
import dev.reelay.request.Suggest;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Understands what a provider's client means: which model, who may serve it, whom to tell. */
@ApplicationScoped
public class Understand {
    private static final String URL = "webhook_url";

    private final Catalog catalog;
    private final ReadWebhookUrl urls;
    private final NameUploads uploads;
    private final InstantSource clock;

    Understand(Catalog catalog, ReadWebhookUrl urls, NameUploads uploads, InstantSource clock) {
        this.catalog = catalog;
        this.urls = urls;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** Those that may serve it: the provider whose form it has. Empty where the model belongs to it alone. */
    List<String> providers(Ask ask, KeyOwner owner) {
        Listing listing = catalog.find(ask.model())
                .filter(known -> offers(known, ask.front()))
                .orElseThrow(() -> unknown(ask));
        return listing.pinned()
                ? List.of()
                : ask.front().providers().stream()
                        .filter(provider -> listing.offerings().stream()
                                .anyMatch(offering -> offering.provider().equals(provider)))
                        .toList();
    }

    /** The input in the words that requests have. */
    Ask input(Ask ask, Tenant tenant) {
        return ask.with(uploads.in(ask.input(), tenant));
    }

    Instant now() {
        return clock.instant();
    }

    /** The address that a parameter names for the end to be told to; null where it names none. */
    public @Nullable String webhook(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        Fields fields = new Fields(JsonNodeFactory.instance.objectNode().put(URL, given));
        String url = urls.read(fields);
        if (url == null) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_PARAMETER,
                    "Nothing was accepted.",
                    fields.violations().stream()
                            .map(wrong -> Problem.Fault.of(parameter, wrong.message()))
                            .toList()));
        }
        return url;
    }

    /** Under the provider's own id of it: our names for models are not the provider's. */
    private static boolean offers(Listing listing, Front front) {
        return listing.offerings().stream()
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
                "no model of " + ask.front().word() + " has the id " + Suggest.quoted(ask.model())
                        + Suggest.phrase(ask.model(), known, "; known are " + String.join(", ", known))));
    }
}
