/** The RunComfy Model API as its callers see it. */
@NullMarked
package dev.reelay.simulator.runcomfy;

import org.jspecify.annotations.NullMarked;
