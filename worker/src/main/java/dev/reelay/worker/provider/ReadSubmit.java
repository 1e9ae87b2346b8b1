package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.Submit;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer to the paid call means. An id is an acceptance, whatever else the answer says; only a definite no is a
 * refusal; everything between may have been paid for.
 */
final class ReadSubmit {
    /** Given by gateways too, after the provider has taken the work. */
    private static final Set<Integer> NO_DEFINITE_NO = Set.of(408, 409, 499);

    /** A no whoever says it, the provider or a gateway in front of it. */
    private static final Set<Integer> NO_FROM_ANYONE =
            Set.of(401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 426, 429, 431);

    private final ErrorRules errors;

    ReadSubmit(ErrorRules errors) {
        this.errors = errors;
    }

    SubmitOutcome read(Provider provider, String model, Credential key, Answer answer) {
        if (answer.success()) {
            String id = answer.text(provider.submit().id());
            return id != null && Addresses.canBeId(id)
                    ? new SubmitOutcome.Accepted(accepted(provider, model, id, key, answer))
                    : errors.specific(provider, answer)
                            .filter(ReadSubmit::isDefinite)
                            .<SubmitOutcome>map(SubmitOutcome.Refused::new)
                            .orElseGet(() -> new SubmitOutcome.Ambiguous("a success without an id that can be read"));
        }
        if (answer.status() < 400 || answer.status() > 499 || NO_DEFINITE_NO.contains(answer.status())) {
            return new SubmitOutcome.Ambiguous("HTTP " + answer.status() + ", which is neither a yes nor a no");
        }
        return refused(provider, answer);
    }

    /** A fault of the provider's own, told with a success, is as little a no as a fault told with its status. */
    private static boolean isDefinite(Failure failure) {
        return !failure.errorClass().mayTryAgain() || failure.errorClass() == ErrorClass.RATE_LIMITED;
    }

    private SubmitOutcome refused(Provider provider, Answer answer) {
        boolean itsOwn = answer.wellFormed() || NO_FROM_ANYONE.contains(answer.status());
        // A definition's rule for everything else must not take a gateway's page for the provider's no.
        Optional<Failure> byRule = itsOwn ? errors.any(provider, answer) : errors.specific(provider, answer);
        if (byRule.isEmpty() && !itsOwn) {
            return new SubmitOutcome.Ambiguous("HTTP " + answer.status() + " that the provider did not write");
        }
        return new SubmitOutcome.Refused(byRule.orElseGet(() -> errors.byStatus(provider, answer)));
    }

    private static RemoteRequest accepted(Provider provider, String model, String id, Credential key, Answer answer) {
        Submit submit = provider.submit();
        RemoteRequest.Links links = new RemoteRequest.Links(
                answer.text(submit.statusUrl()), answer.text(submit.resultUrl()), answer.text(submit.cancelUrl()));
        return RemoteRequest.frozen(provider, model, id, key, links);
    }
}
