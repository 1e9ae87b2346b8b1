/** Everything that can go wrong on purpose: its names, where it strikes, and who gets it next. */
@NullMarked
package dev.reelay.simulator.fault;

import org.jspecify.annotations.NullMarked;
