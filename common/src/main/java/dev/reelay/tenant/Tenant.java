package dev.reelay.tenant;

import java.util.List;

/**
 * Who owns a generation; every read and every write names one.
 *
 * @param inputPrefixes the {@code s3://bucket/prefix/} below which its requests may name objects as inputs
 * @param suspended whether an admin has it wait: its keys open nothing, and nothing is taken in for it
 */
public record Tenant(int id, String name, List<String> inputPrefixes, boolean suspended) {
    public Tenant {
        inputPrefixes = List.copyOf(inputPrefixes);
    }

    /** Whether an object lies below one of this tenant's prefixes; a prefix ends at a slash, whether it says so or not. */
    public boolean mayRead(String s3Address) {
        return inputPrefixes.stream()
                .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
                .anyMatch(prefix -> s3Address.startsWith(prefix) && s3Address.length() > prefix.length());
    }
}
