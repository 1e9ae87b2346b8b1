/** What can be set, for all providers, for one, or for one model, before the start and while it runs. */
@NullMarked
package dev.reelay.simulator.settings;

import org.jspecify.annotations.NullMarked;
