package dev.reelay.catalog;

import java.net.URI;
import java.time.Duration;

/**
 * How a provider tells that a request has ended, where it is given an address for that. What it tells is a reason to ask,
 * never a verdict.
 *
 * @param parameter of the paid call's query; it carries the address
 * @param id over {@code {"headers": …, "body": …}} of the callback, to the provider's id of the request
 */
public record Callback(String parameter, Expression id, Signature signature, SigningKey key) {

    /**
     * What a callback is signed over, and where the signature stands.
     *
     * @param header holds {@code prefix} and the signature in hex
     * @param timestamp the header with the time of signing, in seconds since 1970
     * @param tolerance how far that time may be from ours, before or after
     */
    public record Signature(String header, String prefix, String timestamp, Duration tolerance, SignedText signed) {}

    /** What proves a signature. */
    public sealed interface SigningKey {
        /** Ed25519, by any of the public keys in a JSON Web Key Set at this address. */
        record Published(URI at) implements SigningKey {}

        /**
         * HMAC-SHA256, by the secret that the provider has given the account, as UTF-8.
         *
         * @param prefix stands before the secret and is no part of the key; empty for none
         */
        record Secret(String prefix) implements SigningKey {}
    }
}
