package dev.reelay.worker.outside;

import java.time.Duration;

/**
 * What a download may take.
 *
 * @param idle until the first byte, and between any two
 * @param whole from the look-up of the name to the last byte
 */
public record StreamLimits(Duration idle, Duration whole) {}
