package dev.reelay.client.http;

import java.net.URI;
import java.util.regex.Pattern;

/** Where the api is and who calls. Built once, so that a key that is no key is told before the first call, and never shown. */
public final class Access {
    private static final Pattern KEY = Pattern.compile("[!-~]+");

    private final String base;
    private final String key;

    public Access(URI url, String key) {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("the url must be that of an api, like http://127.0.0.1:8080");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the url must have no user, query or fragment");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("the api key must be visible ASCII without spaces, like rl_...");
        }
        String text = url.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.key = key;
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    String authorization() {
        return "Bearer " + key;
    }

    /** The address alone. */
    @Override
    public String toString() {
        return base;
    }
}
