/** Loaded into a worker under test and nowhere else: holds threads at one method and ends the process there. */
@NullMarked
package dev.reelay.chaos.agent;

import org.jspecify.annotations.NullMarked;
