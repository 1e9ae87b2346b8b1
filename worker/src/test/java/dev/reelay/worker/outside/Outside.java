package dev.reelay.worker.outside;

import dev.reelay.outside.AddressGuard;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** An outgoing client with short limits, for tests, and a name server of its own. */
public final class Outside {
    static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 10_000);
    static final StreamLimits STREAM = new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(20));

    private static final Map<String, List<String>> NAMES = Map.of(
            "host.test", List.of("127.0.0.1"),
            "two.test", List.of("127.0.0.2", "127.0.0.1"),
            "private.test", List.of("10.0.0.1", "192.168.0.1"),
            "mapped.test", List.of("::ffff:127.0.0.1", "::1"));

    private Outside() {}

    /** Settings as a test wants them. */
    record Settings(Duration timeout, int connections) implements OutgoingConfig {
        @Override
        public Duration nameTimeout() {
            return timeout;
        }

        @Override
        public Duration poolTimeout() {
            return timeout;
        }

        @Override
        public Duration connectTimeout() {
            return timeout;
        }

        @Override
        public Duration tlsTimeout() {
            return timeout;
        }

        @Override
        public int connectionsPerHost() {
            return connections;
        }
    }

    public static OutgoingHttp client(int... allowedPorts) {
        return client(new Settings(Duration.ofSeconds(10), 10), SSLContexts.createSystemDefault(), allowedPorts);
    }

    /** A client that may reach this origin besides the public ones, by the resolver of the machine. */
    public static OutgoingHttp reaching(URI origin) {
        return new OutgoingHttp(
                new AddressGuard(Set.of(origin.toString())),
                HostResolver.SYSTEM,
                new Settings(Duration.ofSeconds(10), 10));
    }

    /** With room for as many connections as the product has. */
    public static OutgoingHttp crowded(int allowedPort) {
        return client(new Settings(Duration.ofSeconds(5), 1000), SSLContexts.createSystemDefault(), allowedPort);
    }

    /** A client behind a guard and a name server of the test's own. */
    public static OutgoingHttp guarded(AddressGuard guard, HostResolver names) {
        return new OutgoingHttp(guard, names, new Settings(Duration.ofSeconds(1), 10));
    }

    static OutgoingHttp impatient(int... allowedPorts) {
        return client(new Settings(Duration.ofMillis(200), 1), SSLContexts.createSystemDefault(), allowedPorts);
    }

    static OutgoingHttp client(OutgoingConfig settings, SSLContext tls, int... allowedPorts) {
        return new OutgoingHttp(guard(allowedPorts), Outside::resolve, settings, tls);
    }

    static AddressGuard guard(int... allowedPorts) {
        Set<String> origins = IntStream.of(allowedPorts)
                .boxed()
                .flatMap(port -> java.util.stream.Stream.of(
                        "http://host.test:" + port, "https://host.test:" + port, "http://two.test:" + port))
                .collect(Collectors.toSet());
        return new AddressGuard(origins);
    }

    static URI url(int port, String path) {
        return URI.create("http://host.test:" + port + path);
    }

    static OutgoingCall get(int port) {
        return OutgoingCall.of("GET", url(port, "/"), Map.of(), LIMITS);
    }

    static OutgoingCall post(int port, int bytes) {
        return OutgoingCall.of("POST", url(port, "/"), Map.of(), LIMITS).with(new byte[bytes]);
    }

    static List<InetAddress> resolve(String host) throws UnknownHostException {
        List<String> addresses = NAMES.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses.stream().map(InetAddress::ofLiteral).toList();
    }
}
