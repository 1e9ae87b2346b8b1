/** What a provider remembers when the process that plays it has died. */
@NullMarked
package dev.reelay.simulator.journal;

import org.jspecify.annotations.NullMarked;
