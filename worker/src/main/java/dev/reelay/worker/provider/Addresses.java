package dev.reelay.worker.provider;

import dev.reelay.catalog.Expression;
import dev.reelay.catalog.Provider;
import dev.reelay.outside.Origin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's calls go. A link that the provider gave is followed only to the origin that the request was accepted
 * at, since the credential travels along; in all other cases the template of the definition serves.
 */
final class Addresses {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)}");
    private static final Pattern DOTS = Pattern.compile("\\.*");
    private static final int LONGEST_ID = 512;
    private static final String UNRESERVED = "-._~";

    private Addresses() {}

    /** Of the paid call, with the address to call back in its query, where the provider takes one. */
    static URI submit(Provider provider, String model, @Nullable URI callback) {
        URI url = below(provider, provider.submit().call(), model);
        return callback == null || provider.callback() == null
                ? url
                : with(url, provider.callback().parameter(), callback.toString());
    }

    private static URI with(URI url, String parameter, String value) {
        String separator = url.getRawQuery() == null ? "?" : "&";
        return URI.create(url + separator + parameter + "=" + encode(value, ""));
    }

    /** Of a call about no request in particular. */
    static URI below(Provider provider, Provider.Call call, String model) {
        return below(provider.baseUrl().toString(), fill(provider, call.path(), model, ""));
    }

    /** The link, where it is of the frozen origin; else the template, below the base path and at the frozen origin. */
    static URI of(Provider provider, Provider.Call call, RemoteRequest request, @Nullable String link) {
        String own = own(link, request.origin());
        if (own != null) {
            return URI.create(own);
        }
        String base = request.origin() + provider.baseUrl().getRawPath();
        return below(base, fill(provider, call.path(), request.providerModel(), request.id()));
    }

    /** A link, if it is a URL of this origin. */
    static @Nullable String own(@Nullable String link, String origin) {
        if (link == null) {
            return null;
        }
        try {
            URI url = URI.create(link);
            boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
            return plain && Origin.of(url).toString().equals(origin) ? link : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a text can stand in a path: empty ones and dots would make another path of it. */
    static boolean canBeId(@Nullable String id) {
        return id != null && id.length() <= LONGEST_ID && !DOTS.matcher(id).matches();
    }

    private static URI below(String base, String path) {
        String parent = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(path.startsWith("/") ? parent + path : parent + "/" + path);
    }

    private static String fill(Provider provider, String template, String model, String id) {
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "model" -> encode(model, "/");
                            case "id" -> encode(id, "");
                            default -> encode(variable(provider, found.group(1), model), "/");
                        }));
    }

    private static String variable(Provider provider, String name, String model) {
        Expression expression = provider.variables().get(name);
        Object value = expression == null ? null : expression.evaluate(Map.of("model", model));
        if (value == null) {
            throw new IllegalStateException(
                    "the definition of " + provider.name() + " gives the variable " + name + " no value for " + model);
        }
        return value.toString();
    }

    private static String encode(String text, String keep) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char ascii = (char) (one & 0xff);
            boolean plain = ascii < 0x80 && Character.isLetterOrDigit(ascii);
            if (plain || (UNRESERVED + keep).indexOf(ascii) >= 0) {
                encoded.append(ascii);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
            }
        }
        return encoded.toString();
    }
}
