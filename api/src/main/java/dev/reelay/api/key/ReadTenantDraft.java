package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.request.S3Address;
import dev.reelay.tenant.TenantDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an admin says of a tenant. */
final class ReadTenantDraft {
    private static final Set<String> CHANGEABLE =
            Set.of("weight", "suspended", "input_prefixes", "rate_limit", "results");
    private static final Set<String> FIELDS =
            Set.of("name", "weight", "suspended", "input_prefixes", "rate_limit", "results");
    private static final double HEAVIEST = 1000;
    private static final int MOST_PREFIXES = 20;
    /** It stands in the keys of its results and in the name of its topic. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    private ReadTenantDraft() {}

    /** A new tenant. */
    record Whole(String name, TenantDraft draft) {}

    static Whole whole(JsonNode body) {
        ReadDraft read = new ReadDraft(body, FIELDS);
        String name = String.valueOf(read.fields().text("name", "what you call it"));
        if (read.fields().present("name") == null || !NAME.matcher(name).matches()) {
            read.fields()
                    .refuse(
                            "name",
                            "must have 1 to 60 letters, digits, dots, lines and hyphens, and begin with a letter or digit");
        }
        TenantDraft draft = draft(read);
        read.endIfRefused();
        return new Whole(name, draft);
    }

    static TenantDraft change(JsonNode body) {
        ReadDraft read = new ReadDraft(body, CHANGEABLE);
        read.mustSaySomething();
        TenantDraft draft = draft(read);
        read.endIfRefused();
        return draft;
    }

    private static TenantDraft draft(ReadDraft read) {
        JsonNode suspended = read.value("suspended");
        if (read.says("suspended") && !suspended.isBoolean()) {
            read.fields().refuse("suspended", "must be true or false");
        }
        return new TenantDraft(
                weight(read),
                suspended.isBoolean() ? suspended.booleanValue() : null,
                prefixes(read),
                read.limit(),
                ReadResultsPlace.read(read));
    }

    private static @Nullable Double weight(ReadDraft read) {
        JsonNode weight = read.value("weight");
        if (read.says("weight") && !ReadDraft.isWithin(weight, HEAVIEST)) {
            read.fields().refuse("weight", "must be a number above 0 and up to 1000");
        }
        return weight.isNumber() ? weight.doubleValue() : null;
    }

    /** An empty list takes all of them away. */
    private static @Nullable List<String> prefixes(ReadDraft read) {
        JsonNode given = read.value("input_prefixes");
        if (given.isMissingNode()) {
            return null;
        }
        List<String> prefixes = new ArrayList<>();
        given.forEach(prefix -> prefixes.add(prefix.isTextual() ? prefix.textValue() : ""));
        if (!given.isArray()
                || prefixes.size() > MOST_PREFIXES
                || !prefixes.stream().allMatch(ReadTenantDraft::isPrefix)) {
            read.fields()
                    .refuse(
                            "input_prefixes",
                            "must be an array of at most " + MOST_PREFIXES + " addresses such as s3://bucket/stills/");
        }
        return prefixes;
    }

    private static boolean isPrefix(String address) {
        return address.endsWith("/") && S3Address.parse(address + "x").isPresent();
    }
}
