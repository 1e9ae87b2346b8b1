package dev.reelay.api.callback;

import dev.reelay.callback.Callbacks;
import dev.reelay.catalog.Callback;
import dev.reelay.catalog.Callback.SigningKey;
import dev.reelay.catalog.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a callback is its provider's: signed a short time ago, over the very bytes that came, with a key of the
 * provider. It says nothing about the address that it came to; whoever takes it must.
 */
@ApplicationScoped
class VerifyCallback {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private final Callbacks callbacks;
    private final SigningKeys keys;
    private final InstantSource clock;

    VerifyCallback(Callbacks callbacks, SigningKeys keys, InstantSource clock) {
        this.callbacks = callbacks;
        this.keys = keys;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Verdict {
        /** The provider has sent it. */
        record Genuine() implements Verdict {}

        /** Nothing proves that; with what is wrong, in one sentence for the sender. */
        record NotGenuine(String why) implements Verdict {}

        /** It cannot be told yet: no key of the provider is known. */
        record NoKeys() implements Verdict {}
    }

    /**
     * Looks at a callback that arrived.
     *
     * @param headers to the value of a header; null where there is none
     * @param body as it came
     */
    Verdict verify(Provider provider, Callback callback, UnaryOperator<@Nullable String> headers, byte[] body) {
        Callback.Signature form = callback.signature();
        if (!isTimely(headers.apply(form.timestamp()), form.tolerance())) {
            return new Verdict.NotGenuine(
                    "The header " + form.timestamp() + " must be the time of the call, in seconds.");
        }
        Optional<byte[]> signature = signature(headers.apply(form.header()), form.prefix());
        Optional<byte[]> text = form.signed().of(headers, body);
        if (signature.isEmpty() || text.isEmpty()) {
            return new Verdict.NotGenuine("A header of the signature is missing or cannot be read.");
        }
        return switch (callback.key()) {
            case SigningKey.Secret secret ->
                told(callbacks.secrets(provider, secret).stream()
                        .anyMatch(key -> Signatures.bySecret(key, text.get(), signature.get())));
            case SigningKey.Published published -> byAnyOf(provider.name(), text.get(), signature.get());
        };
    }

    private Verdict byAnyOf(String provider, byte[] text, byte[] signature) {
        List<String> known = keys.of(provider);
        if (made(known, text, signature)) {
            return new Verdict.Genuine();
        }
        List<String> newest = keys.newest(provider);
        return newest.isEmpty() ? new Verdict.NoKeys() : told(!newest.equals(known) && made(newest, text, signature));
    }

    private static boolean made(List<String> keys, byte[] text, byte[] signature) {
        return keys.stream().anyMatch(key -> Signatures.byPublicKey(key, text, signature));
    }

    private static Verdict told(boolean genuine) {
        return genuine
                ? new Verdict.Genuine()
                : new Verdict.NotGenuine("The signature is not the provider's, or not over these bytes.");
    }

    private boolean isTimely(@Nullable String seconds, Duration tolerance) {
        if (seconds == null || !SECONDS.matcher(seconds).matches()) {
            return false;
        }
        Duration away = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), clock.instant());
        return away.abs().compareTo(tolerance) <= 0;
    }

    private static Optional<byte[]> signature(@Nullable String header, String prefix) {
        if (header == null || !header.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(header.substring(prefix.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
