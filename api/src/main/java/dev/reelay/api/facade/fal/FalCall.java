package dev.reelay.api.facade.fal;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was called. In proxy mode it is named by a header, of which nothing but its path and query is ever looked at: nobody is
 * called at it.
 *
 * @param path below the root of fal's host, without a slash before it
 * @param holds whether a submit waits for its video, as at fal.run
 * @param origin that links are to have, where the client believes that it talks to fal; null for our own address
 */
record FalCall(
        String path,
        Map<String, String> query,
        boolean holds,
        @Nullable String origin) {
    /** The header that names the call in proxy mode. */
    static final String TARGET = "x-fal-target-url";

    FalCall {
        query = Map.copyOf(query);
    }

    /** The call that a proxy is asked to make. */
    static FalCall proxied(@Nullable String target) {
        URI wanted = parse(target);
        String host = wanted.getHost() == null ? "" : wanted.getHost().toLowerCase(Locale.ROOT);
        if (!host.equals("fal.run") && !host.endsWith(".fal.run") && !host.endsWith(".fal.ai")) {
            throw refused("names no address of fal");
        }
        return new FalCall(
                wanted.getPath().replaceFirst("^/+", ""),
                query(wanted.getRawQuery()),
                host.equals("fal.run"),
                host.endsWith("fal.run") ? "https://queue.fal.run/" : null);
    }

    /** Whether the states are to come with what happened: the clients say 1, and true. */
    boolean wantsLogs() {
        String wanted = query.getOrDefault("logs", "0");
        return wanted.equals("1") || wanted.equalsIgnoreCase("true");
    }

    private static URI parse(@Nullable String target) {
        if (target == null) {
            throw refused("is missing: the address that the client would call at fal");
        }
        try {
            return new URI(target);
        } catch (URISyntaxException e) {
            throw refused("is no address");
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                Problem.of(ProblemType.INVALID_PARAMETER, "Invalid request.", List.of(Problem.Fault.of(TARGET, why))));
    }
}
