/** Who runs what: the workers' consumer group, the partitions it gives this worker, and their epochs. */
@NullMarked
package dev.reelay.worker.membership;

import org.jspecify.annotations.NullMarked;
