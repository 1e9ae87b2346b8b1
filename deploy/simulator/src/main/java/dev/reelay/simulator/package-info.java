/** The hosted providers, on this machine: their wire protocols, their faults, and the bill they would send. */
@NullMarked
package dev.reelay.simulator;

import org.jspecify.annotations.NullMarked;
