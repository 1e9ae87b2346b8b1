package dev.reelay.worker.outside;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** Opens a download, following redirects by hand, so that every hop passes the guard and none leads from https to http. */
final class Downloads {
    private static final int MOST_HOPS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "proxy-authorization", "x-api-key");

    private final Sender sender;
    private final ScheduledExecutorService timers;

    Downloads(Sender sender, ScheduledExecutorService timers) {
        this.sender = sender;
        this.timers = timers;
    }

    StreamedAnswer open(URI url, Map<String, String> headers, StreamLimits limits) throws IOException {
        if (headers.keySet().stream().anyMatch(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException("a download carries no credentials");
        }
        Exchange exchange = new Exchange(SendWindow.ALWAYS, limits.whole(), timers);
        try {
            return follow(url, headers, limits, exchange);
        } catch (IOException | RuntimeException e) {
            exchange.close();
            exchange.abort();
            throw e;
        }
    }

    private StreamedAnswer follow(URI first, Map<String, String> headers, StreamLimits limits, Exchange exchange)
            throws IOException {
        URI url = first;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Sender.Message message = new Sender.Message("GET", url, headers, Body.NONE, limits.idle(), false);
            ClassicHttpResponse response = sender.send(message, exchange);
            URI next = redirect(url, response);
            if (next == null) {
                return new StreamedAnswer(url, response, exchange);
            }
            exchange.hop(response);
            url = next;
        }
        throw new IOException("more than " + MOST_HOPS + " redirects");
    }

    private static @Nullable URI redirect(URI from, ClassicHttpResponse response) throws IOException {
        Header location = response.getFirstHeader("Location");
        if (!REDIRECTS.contains(response.getCode()) || location == null || location.getValue() == null) {
            return null;
        }
        try {
            return from.resolve(location.getValue());
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to what is no URL", e);
        }
    }
}
