/** Gives committed events their global position, one relay at a time, and publishes them to Kafka in that order. */
@NullMarked
package dev.reelay.worker.relay;

import org.jspecify.annotations.NullMarked;
