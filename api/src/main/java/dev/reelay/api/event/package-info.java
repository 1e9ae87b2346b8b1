/** Events out: by pull with a position, and as a stream that stays open. */
@NullMarked
package dev.reelay.api.event;

import org.jspecify.annotations.NullMarked;
