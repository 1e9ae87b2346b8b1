package dev.reelay.tenant;

import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's results go.
 *
 * @param bucket null for the installation's
 * @param prefix what their keys begin with; empty, or ends with a slash
 */
public record ResultsPlace(@Nullable String bucket, String prefix) {}
