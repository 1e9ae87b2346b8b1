package dev.reelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account: what it may do, and how it stands.
 *
 * @param startEvery the least time between two starts; null for none
 * @param rest null unless the provider asked for one that is not over
 * @param out null unless nothing is claimed for it until somebody mends it
 * @param configured whether the process that started last has its key
 * @param changed the settings that an operator changed at run time, which count for more than the configuration
 */
public record AccountLimits(
        String provider,
        String name,
        int slots,
        int inFlight,
        double weight,
        @Nullable Duration startEvery,
        boolean paused,
        @Nullable Rest rest,
        @Nullable Out out,
        boolean configured,
        Set<String> changed) {

    /**
     * A rest that the provider asked for.
     *
     * @param reason an error class; null when a submit was accepted since, and the rest is only waited out
     */
    public record Rest(Instant until, @Nullable String reason) {}

    /**
     * The provider will have nothing from it.
     *
     * @param reason {@code out_of_credit} or {@code unauthorized}
     * @param message the provider's own; null when it gave none
     * @param nextTry when one request may try whether it is mended
     */
    public record Out(String reason, @Nullable String message, Instant since, Instant nextTry) {}
}
