package dev.reelay.outside;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a URL: what decides whether two addresses are the same party. Always normalised (lower case, no
 * trailing dot, the port written out), so that equality is enough.
 *
 * @param host an IPv6 literal keeps its brackets
 */
public record Origin(String scheme, String host, int port) {

    /** The origin of an http or https URL; anything else is an {@link IllegalArgumentException}. */
    public static Origin of(URI url) {
        if (url.getScheme() == null || url.getHost() == null) {
            throw new IllegalArgumentException("not an absolute http or https URL");
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        return new Origin(scheme, withoutTrailingDot(url.getHost()), portOf(scheme, url.getPort()));
    }

    /** The origin that a configuration names, such as {@code http://127.0.0.1:8090}; a path behind it is a mistake. */
    static Origin parse(String text) {
        URI url = URI.create(text.strip());
        boolean bare = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        if (!bare || url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "an allowed origin is scheme://host:port and nothing behind it, which this is not: " + text);
        }
        return of(url);
    }

    private static int portOf(String scheme, int port) {
        return switch (scheme) {
            case "https" -> port == -1 ? 443 : port;
            case "http" -> port == -1 ? 80 : port;
            default -> throw new IllegalArgumentException("not an http or https URL but " + scheme);
        };
    }

    private static String withoutTrailingDot(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** As it is written in a URL, without a port that goes without saying. */
    @Override
    public String toString() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
