package dev.reelay.worker.outside;

import java.time.Duration;

/**
 * What a call may take.
 *
 * @param idle until the first byte of the answer, and between any two of it
 * @param whole from the look-up of the name to the last byte of the answer
 * @param answerBytes the longest body that is read; a longer one is an answer we cannot read
 */
public record CallLimits(Duration idle, Duration whole, int answerBytes) {}
