/** The copy of a result: from the provider's link into our bucket, streamed, proven whole, and only then counted. */
@NullMarked
package dev.reelay.worker.storage;

import org.jspecify.annotations.NullMarked;
