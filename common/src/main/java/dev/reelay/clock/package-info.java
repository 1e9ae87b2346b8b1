/** The time, injected, so that tests can set it. */
@NullMarked
package dev.reelay.clock;

import org.jspecify.annotations.NullMarked;
