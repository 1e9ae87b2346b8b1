package dev.reelay.outside;

import java.net.IDN;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a URL without asking any name server: its one normal spelling, and whether that can be public at all. What a
 * public name resolves to is for the guard to judge when the URL is called.
 */
final class HostRules {
    /** The last label decides: browsers and resolvers read a host that ends in a number as an IPv4 address. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern FOUR_DECIMALS = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    private static final List<String> INSIDE_NAMES = List.of(
            "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa");

    private HostRules() {}

    /** Lower case, ASCII, without a trailing dot; null when it is no host at all. */
    static @Nullable String normal(String host) {
        try {
            String normal = host.startsWith("[")
                    ? host.toLowerCase(Locale.ROOT)
                    : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return normal.endsWith(".") ? normal.substring(0, normal.length() - 1) : normal;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** Why a host in its normal spelling cannot be public. */
    static Optional<String> objection(String host) {
        if (host.startsWith("[")) {
            return addressObjection(host.substring(1, host.length() - 1));
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            return FOUR_DECIMALS.matcher(host).matches()
                    ? addressObjection(host)
                    : Optional.of("writes an IP address in an unusual way; use a public host name");
        }
        return nameObjection(host);
    }

    private static Optional<String> addressObjection(String literal) {
        try {
            return PublicAddresses.contains(InetAddress.ofLiteral(literal))
                    ? Optional.empty()
                    : Optional.of("points to an address that is not public; use a public host name");
        } catch (IllegalArgumentException e) {
            return Optional.of("has an IP address that cannot be read; use a public host name");
        }
    }

    private static Optional<String> nameObjection(String host) {
        boolean inside = INSIDE_NAMES.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
        if (inside || host.indexOf('.') < 0) {
            return Optional.of("names a host that is not public; use a public host name, such as cdn.example.com");
        }
        return Optional.empty();
    }
}
