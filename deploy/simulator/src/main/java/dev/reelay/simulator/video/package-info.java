/** The bytes of results: real clips of any duration, padded to any size without holding them. */
@NullMarked
package dev.reelay.simulator.video;

import org.jspecify.annotations.NullMarked;
