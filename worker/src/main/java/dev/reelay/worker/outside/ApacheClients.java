package dev.reelay.worker.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Builds Apache clients that do one call and nothing by themselves: no retry, no redirect, no cookie, no proxy, no look-up. */
final class ApacheClients {
    private static final TimeValue KEPT_IDLE = TimeValue.ofSeconds(30);

    /** Long enough not to look on every call of a burst, short enough to notice what the other side closed. */
    private static final TimeValue LOOKED_AT_AFTER = TimeValue.ofMilliseconds(50);

    private static final Http1Config ANSWER_LIMITS = Http1Config.custom()
            .setMaxHeaderCount(100)
            .setMaxLineLength(16 * 1024)
            .setMaxEmptyLineCount(4)
            .build();

    private final OutgoingConfig config;
    private final SSLContext tls;

    ApacheClients(OutgoingConfig config, SSLContext tls) {
        this.config = config;
        this.tls = tls;
    }

    /** Keeps connections for the next call. */
    CloseableHttpClient keeping() {
        return builder().evictIdleConnections(KEPT_IDLE).build();
    }

    /** Makes a connection for every call: one that the other side is just closing looks open until the bytes are lost. */
    CloseableHttpClient fresh() {
        return builder()
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    private HttpClientBuilder builder() {
        return HttpClientBuilder.create()
                .setConnectionManager(connections())
                .setRequestExecutor(new HandOver())
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setUserAgent("reelay")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState();
    }

    /** For each request, since Apache knows one limit for the first byte of the answer and for every pause in it. */
    RequestConfig limits(Duration idle) {
        return RequestConfig.custom()
                .setResponseTimeout(timeout(idle))
                .setConnectionRequestTimeout(timeout(config.poolTimeout()))
                .setConnectionKeepAlive(KEPT_IDLE)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(ANSWER_LIMITS)
                        .build())
                .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
                .setDnsResolver(new NoLookUps())
                .setMaxConnTotal(config.connections())
                .setMaxConnPerRoute(config.connectionsPerHost())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(config.connectTimeout()))
                        .setValidateAfterInactivity(LOOKED_AT_AFTER)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(config.tlsTimeout()))
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** The moment between having a connection and using it. */
    private static final class HandOver extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback callback,
                HttpContext context)
                throws IOException, HttpException {
            Exchange.of(context).handOver();
            return super.execute(request, connection, callback, context);
        }
    }

    /** Every call is pinned to an address already; a name that arrives here came past the guard. */
    private static final class NoLookUps implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    }
}
