package dev.reelay.outside;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether an address may be connected to. Only public unicast addresses may, whatever name they stand behind,
 * unless the exact origin of the URL is on the list of the configuration; there is no way to switch the guard off.
 */
public final class AddressGuard {
    private final Set<Origin> allowed;

    /** Each entry is {@code scheme://host:port}; one that is not is an {@link IllegalArgumentException}. */
    public AddressGuard(Set<String> allowedOrigins) {
        allowed = allowedOrigins.stream().map(Origin::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the exact origin of this http or https URL is on the list of the configuration. */
    public boolean allows(URI url) {
        return allowed.contains(Origin.of(url));
    }

    /** Whether this URL may be fetched from this address, one of those that its host name resolves to. */
    public boolean permits(URI url, InetAddress address) {
        return allows(url) || PublicAddresses.contains(address);
    }
}
