package dev.reelay.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One coming of a manifest. Where an earlier one broke off, its lines up to {@code staged} are here already.
 *
 * @param number of this coming; with a later one it ends
 * @param staged the last line that is here
 * @param sha256 of the lines up to there, in hex; null before the first
 * @param receiving whether lines are wanted still; if not, the manifest is only compared
 */
public record Upload(
        UUID batch, int number, int staged, @Nullable String sha256, boolean receiving) {}
