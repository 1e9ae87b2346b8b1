package dev.reelay.cli.config;

import java.net.URI;

/** Where the api is and who calls. */
public record Settings(URI uri, String apiKey) {

    /** The address alone. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
