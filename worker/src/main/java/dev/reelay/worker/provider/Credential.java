package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.outside.Origin;
import dev.reelay.secret.KeyMark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secret of an account at a provider; it goes into one header of calls to the provider's own origin, nowhere else.
 *
 * @param former secrets that the account had before, for what was bought with them
 */
public record Credential(String value, List<String> former) {
    private static final int TOO_SHORT_TO_BE_ONE = 8;

    /** One that never had another secret. */
    public Credential(String value) {
        this(value, List.of());
    }

    /** See {@link KeyMark}. */
    String mark() {
        return KeyMark.of(value);
    }

    /**
     * What to ask about a request with: the very key that it was bought with, where we still have it; else today's key,
     * but only where the provider is still the one that sold it. Empty when all that we have is another provider's.
     */
    public Optional<Credential> about(RemoteRequest request, Provider provider) {
        String bought = request.keyMark();
        Optional<Credential> same = bought == null ? Optional.empty() : marked(bought);
        boolean sameSeller =
                request.origin().equals(Origin.of(provider.baseUrl()).toString());
        return same.or(() -> bought == null || sameSeller ? Optional.of(this) : Optional.empty());
    }

    /** Whether a request is asked about with this very key, and not with a former one. */
    public boolean asksAsItself(RemoteRequest request, Provider provider) {
        return about(request, provider).filter(key -> key.value().equals(value)).isPresent();
    }

    /** The key with this mark, today's or a former one. */
    public Optional<Credential> marked(String mark) {
        return Stream.concat(Stream.of(value), former.stream())
                .filter(key -> KeyMark.of(key).equals(mark))
                .findFirst()
                .map(Credential::new);
    }

    /** Whether a request can only be asked about with another key than the one that it was bought with. */
    public boolean isAnothers(RemoteRequest request, Provider provider) {
        return request.keyMark() != null
                && about(request, provider)
                        .filter(key -> key.mark().equals(request.keyMark()))
                        .isEmpty();
    }

    /** A text in which the secret does not stand any more. */
    String strikeOut(String text) {
        return value.length() < TOO_SHORT_TO_BE_ONE ? text : text.replace(value, "[hidden]");
    }

    @Override
    public String toString() {
        return "Credential[hidden]";
    }
}
