package dev.reelay.worker.outside;

import dev.reelay.outside.AddressGuard;
import dev.reelay.outside.Checked;
import dev.reelay.outside.Origin;
import dev.reelay.outside.PublicUrl;
import dev.reelay.worker.outside.CallOutcome.Stage;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where a URL leads: addresses that the guard has seen, each tied to the host name that TLS and the Host header keep. The
 * connection is made to these addresses and to none that a second look-up might bring.
 */
final class Destinations {
    /** Beyond these, trying on takes longer than it is worth. */
    private static final int MOST = 3;

    private final AddressGuard guard;
    private final Names names;

    Destinations(AddressGuard guard, Names names) {
        this.guard = guard;
        this.names = names;
    }

    /** The one spelling of a URL in which it may be called. */
    URI checked(URI url) throws NotReachedException {
        return switch (PublicUrl.check(url.toString(), guard)) {
            case Checked.Fine(URI fine) -> fine;
            case Checked.Wrong(String message) ->
                throw new NotReachedException(Stage.GUARD, "the URL " + message, null);
        };
    }

    /** At least one place to connect to. */
    List<HttpHost> of(URI checked, Duration limit) throws NotReachedException {
        Origin origin = Origin.of(checked);
        String name = origin.host().replaceAll("[\\[\\]]", "");
        List<HttpHost> permitted = names.lookUp(name, limit).stream()
                .filter(address -> guard.permits(checked, address))
                .limit(MOST)
                .map(address -> pinned(origin, name, address))
                .toList();
        if (permitted.isEmpty()) {
            throw new NotReachedException(Stage.GUARD, "the host " + name + " leads to no public address", null);
        }
        return permitted;
    }

    private static HttpHost pinned(Origin origin, String name, InetAddress address) {
        return new HttpHost(origin.scheme(), address, name, origin.port());
    }
}
