package dev.reelay.outside;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether an address may be connected to. Only public unicast addresses may, whatever name they stand behind,
 * unless the exact origin of the URL is on the list of the configuration; there is no way to switch the guard off.
 */
public final class AddressGuard {
    private static final int HTTP = 80;
    private static final Set<Integer> USUAL_PORTS = Set.of(443, 8443);

    private final Set<Origin> allowed;
    private final Set<Integer> ports;
    private final boolean plainHttp;

    /** Each entry is {@code scheme://host:port}; one that is not is an {@link IllegalArgumentException}. */
    public AddressGuard(Set<String> allowedOrigins) {
        this(allowedOrigins, USUAL_PORTS, false);
    }

    /** As above, with the ports of public hosts, and whether they may be called without TLS. */
    public AddressGuard(Set<String> allowedOrigins, Set<Integer> ports, boolean plainHttp) {
        this.allowed = allowedOrigins.stream().map(Origin::parse).collect(Collectors.toUnmodifiableSet());
        this.ports = Set.copyOf(ports);
        this.plainHttp = plainHttp;
    }

    /** Why a public host may not be called in this way; empty when it may. */
    Optional<String> objection(URI url) {
        Origin origin = Origin.of(url);
        if (origin.scheme().equals("http")) {
            return plainHttp && origin.port() == HTTP
                    ? Optional.empty()
                    : Optional.of("must be an https URL, not http");
        }
        return ports.contains(origin.port())
                ? Optional.empty()
                : Optional.of("has port " + origin.port() + ", which is not called; use one of "
                        + ports.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
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
