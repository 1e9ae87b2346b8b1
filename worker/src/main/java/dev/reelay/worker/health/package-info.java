/** What a worker says of itself to whoever runs it. */
@NullMarked
package dev.reelay.worker.health;

import org.jspecify.annotations.NullMarked;
