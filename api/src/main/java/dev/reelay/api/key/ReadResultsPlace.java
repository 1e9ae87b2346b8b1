package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.tenant.KeyDraft.Setting;
import dev.reelay.tenant.ResultsPlace;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where an admin wants a tenant's results. */
final class ReadResultsPlace {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** What needs no escaping in a key, in folders that are none of those that mean another. */
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9!_.*'()=-]*[A-Za-z0-9!_*'()=-]/)+");

    private static final int LONGEST_PREFIX = 500;

    private ReadResultsPlace() {}

    /** Null where nothing is said. */
    static @Nullable Setting<ResultsPlace> read(ReadDraft read) {
        JsonNode given = read.value("results");
        if (given.isMissingNode()) {
            return null;
        }
        if (given.isNull()) {
            return new Setting<>(null);
        }
        JsonNode bucket = given.path("bucket");
        JsonNode prefix = given.path("prefix");
        int known = (bucket.isMissingNode() ? 0 : 1) + (prefix.isMissingNode() ? 0 : 1);
        if (!given.isObject() || known == 0 || given.size() != known || !isBucket(bucket) || !isPrefix(prefix)) {
            read.fields()
                    .refuse(
                            "results",
                            "must be {\"bucket\": its name, \"prefix\": such as videos/ with a slash at its end}, one of them "
                                    + "or both, or null for the installation's bucket");
            return null;
        }
        return new Setting<>(new ResultsPlace(bucket.textValue(), prefix.asText("")));
    }

    private static boolean isBucket(JsonNode bucket) {
        return bucket.isMissingNode() || isText(bucket, BUCKET);
    }

    private static boolean isPrefix(JsonNode prefix) {
        return prefix.isMissingNode() || (prefix.asText().length() <= LONGEST_PREFIX && isText(prefix, PREFIX));
    }

    private static boolean isText(JsonNode value, Pattern form) {
        return value.isTextual() && form.matcher(value.textValue()).matches();
    }
}
