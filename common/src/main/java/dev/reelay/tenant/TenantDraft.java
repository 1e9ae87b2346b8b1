package dev.reelay.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an admin says of a tenant; null where a change leaves it as it is. */
public record TenantDraft(
        @Nullable Double weight,
        @Nullable Boolean suspended,
        @Nullable List<String> inputPrefixes,
        KeyDraft.@Nullable Setting<RateLimit> limit,
        KeyDraft.@Nullable Setting<ResultsPlace> results) {}
