package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.catalog.Provider.CancelRule;
import dev.reelay.worker.outside.RetryAfter;
import dev.reelay.worker.provider.Wire.Reply;
import java.time.InstantSource;
import java.util.Optional;

/** Asks a provider to cancel. A success that no rule of the definition knows means that it heard us, and no more. */
final class CancelRequest {
    private final Wire wire;
    private final InstantSource clock;

    CancelRequest(Wire wire, InstantSource clock) {
        this.wire = wire;
        this.clock = clock;
    }

    CancelResult cancel(Provider provider, RemoteRequest request, Credential key) {
        Provider.Cancel cancel = provider.cancel();
        if (cancel == null) {
            return new CancelResult.NotOffered();
        }
        Reply reply = wire.ask(
                provider, cancel.call(), Addresses.of(provider, cancel.call(), request, request.cancelUrl()), key);
        return switch (reply) {
            case Reply.Nothing nothing -> new CancelResult.NoAnswer(nothing.reason(), nothing.status(), null);
            case Reply.Told(Answer answer) -> read(cancel, answer);
        };
    }

    private CancelResult read(Provider.Cancel cancel, Answer answer) {
        Optional<CancelOutcome> byRule = cancel.outcomes().stream()
                .filter(rule -> answer.holds(rule.when()))
                .map(CancelRule::outcome)
                .findFirst();
        if (byRule.isPresent() || answer.success()) {
            return new CancelResult.Told(byRule.orElse(CancelOutcome.REQUESTED));
        }
        return new CancelResult.NoAnswer(
                "asked to cancel, HTTP " + answer.status(), answer.status(), RetryAfter.of(answer.headers(), clock));
    }
}
