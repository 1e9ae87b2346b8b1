package dev.reelay.worker.outside;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/**
 * An answer whose body is read as it comes. Holds a connection until it is closed; closed early, the connection is dropped
 * and the rest is not read.
 */
public final class StreamedAnswer implements AutoCloseable {
    private final URI url;
    private final ClassicHttpResponse response;
    private final Exchange exchange;
    private final TimedBody body;

    StreamedAnswer(URI url, ClassicHttpResponse response, Exchange exchange) throws IOException {
        this.url = url;
        this.response = response;
        this.exchange = exchange;
        HttpEntity entity = response.getEntity();
        body = new TimedBody(entity == null ? InputStream.nullInputStream() : entity.getContent(), exchange);
    }

    /** Where the answer came from, after redirects. */
    public URI url() {
        return url;
    }

    /** The HTTP status. */
    public int status() {
        return response.getCode();
    }

    /** By name in lower case; values of a repeated one are joined by a comma. */
    public Map<String, String> headers() {
        return Headers.of(response);
    }

    /** The value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers().get(name));
    }

    /** The body; a read fails when the limits are over or the connection breaks. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        exchange.close();
        if (body.ended()) {
            Exchange.closeQuietly(response);
        } else {
            exchange.drop(response);
        }
    }
}
