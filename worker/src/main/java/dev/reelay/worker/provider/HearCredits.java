package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import java.math.BigDecimal;

/** Picks out of answers what their provider tells of the account, for whoever wants to know. */
final class HearCredits {
    private final CreditListener listener;

    HearCredits(CreditListener listener) {
        this.listener = listener;
    }

    void hear(Provider provider, Credential key, Answer answer) {
        Provider.Signals signals = provider.signals();
        BigDecimal left = signals == null || !answer.success() ? null : answer.decimal(signals.remainingCredits());
        if (left != null) {
            listener.left(provider.name(), key, left);
        }
    }
}
