/** The fal queue as its callers see it. */
@NullMarked
package dev.reelay.simulator.fal;

import org.jspecify.annotations.NullMarked;
