package dev.reelay.request;

import dev.reelay.catalog.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who might have served a request, and cannot.
 *
 * @param offering the offering's id; null where the provider has none of the model
 * @param reasons by their places in the body that was sent
 */
public record PassedOver(String provider, @Nullable String offering, List<Violation> reasons) {
    public PassedOver {
        reasons = List.copyOf(reasons);
    }
}
