/** The side door for tests: settings, faults and the bill over HTTP. */
@NullMarked
package dev.reelay.simulator.control;

import org.jspecify.annotations.NullMarked;
