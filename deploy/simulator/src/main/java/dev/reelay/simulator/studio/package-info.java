/** The make-believe studio: accepts jobs, queues and renders them by the clock, within the limits of an account. */
@NullMarked
package dev.reelay.simulator.studio;

import org.jspecify.annotations.NullMarked;
