package dev.reelay.worker.provider;

import java.math.BigDecimal;

/** Hears what providers tell of the money that an account has left. Called on the way of an answer: must not block. */
public interface CreditListener {
    /** The account of this key at this provider has so much left. */
    void left(String provider, Credential key, BigDecimal credits);
}
