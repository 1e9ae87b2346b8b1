package dev.reelay.worker.outside;

import dev.reelay.outside.AddressGuard;
import dev.reelay.worker.outside.CallOutcome.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Gets a request onto a connection and the head of its answer back. The one place that decides what was certainly not
 * delivered: a {@link NotReachedException} is, any other exception is not.
 */
final class Sender implements AutoCloseable {
    private final Names names;
    private final Destinations destinations;
    private final OutgoingConfig config;
    private final ApacheClients clients;
    private final CloseableHttpClient keeping;
    private final CloseableHttpClient fresh;

    Sender(AddressGuard guard, HostResolver resolver, OutgoingConfig config, SSLContext tls) {
        names = new Names(resolver);
        destinations = new Destinations(guard, names);
        this.config = config;
        clients = new ApacheClients(config, tls);
        keeping = clients.keeping();
        fresh = clients.fresh();
    }

    /** What leaves, whatever address it goes to. */
    record Message(String method, URI url, Map<String, String> headers, Body body, Duration idle, boolean paid) {}

    URI checked(URI url) throws NotReachedException {
        return destinations.checked(url);
    }

    /** Sends once: as long as nobody takes the connection, to the next address; once somebody has, to none. */
    ClassicHttpResponse send(Message message, Exchange exchange) throws IOException {
        try {
            return sendToFirstThatConnects(message, exchange);
        } catch (IOException | RuntimeException e) {
            if (exchange.handedOver()) {
                throw e;
            }
            throw notReached(e, exchange);
        }
    }

    private ClassicHttpResponse sendToFirstThatConnects(Message message, Exchange exchange) throws IOException {
        URI url = checked(message.url());
        List<HttpHost> targets = destinations.of(url, shorter(config.nameTimeout(), exchange.left()));
        for (int next = 0; ; next++) {
            try {
                return sendTo(targets.get(next), url, message, exchange);
            } catch (IOException e) {
                boolean last = next + 1 == targets.size();
                if (last || exchange.handedOver() || exchange.expired() || stage(e) != Stage.CONNECT) {
                    throw e;
                }
            }
        }
    }

    private ClassicHttpResponse sendTo(HttpHost target, URI url, Message message, Exchange exchange)
            throws IOException {
        HttpUriRequestBase request = exchange.request(message.method(), url);
        request.setConfig(clients.limits(message.idle()));
        message.headers().forEach(request::setHeader);
        if (message.body().bytes().length > 0) {
            request.setEntity(new ByteArrayEntity(message.body().bytes(), null));
        }
        return (message.paid() ? fresh : keeping).executeOpen(target, request, exchange.context());
    }

    private static NotReachedException notReached(Exception e, Exchange exchange) {
        if (e instanceof NotReachedException told) {
            return told;
        }
        String reason = exchange.expired() ? "no connection within the time for the whole call" : Reasons.of(e);
        return new NotReachedException(stage(e), reason, e);
    }

    private static Stage stage(Exception e) {
        return switch (e) {
            case Exchange.WindowShutException _ -> Stage.WINDOW;
            case ConnectionRequestTimeoutException _ -> Stage.POOL;
            case SSLException _ -> Stage.TLS;
            default -> Stage.CONNECT;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        keeping.close(CloseMode.IMMEDIATE);
        fresh.close(CloseMode.IMMEDIATE);
        names.close();
    }
}
