package dev.reelay.client.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path with parameters, in which nothing that a caller gave can become anything else. */
public final class Query {
    private final String path;
    private final List<String> parameters = new ArrayList<>();

    public Query(String path) {
        this.path = path;
    }

    /** With a parameter, if it has a value. */
    public Query with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + "=" + encode(value.toString()));
        }
        return this;
    }

    /** One segment of a path. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}
