/** Batches: many requests from one manifest, staged, released a few at a time, and told of as a whole. */
@NullMarked
package dev.reelay.batch;

import org.jspecify.annotations.NullMarked;
