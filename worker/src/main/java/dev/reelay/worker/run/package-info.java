/** The run of one attempt, from its submit to its end: one virtual thread, one loop, one switch over the stage. */
@NullMarked
package dev.reelay.worker.run;

import org.jspecify.annotations.NullMarked;
