/** Generations: accepting them, cancelling them, reading them and their attempts, and sending their records. */
@NullMarked
package dev.reelay.generation;

import org.jspecify.annotations.NullMarked;
