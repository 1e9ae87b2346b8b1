/** How long what is kept is kept, and how it goes. */
@NullMarked
package dev.reelay.worker.retention;

import org.jspecify.annotations.NullMarked;
