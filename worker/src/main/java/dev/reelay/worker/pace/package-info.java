/** When to ask a provider: learned from how long its offerings took, fixed where there is no history. */
@NullMarked
package dev.reelay.worker.pace;

import org.jspecify.annotations.NullMarked;
