/** The trace of a request: spans from its acceptance to its webhooks, over all processes; nothing at all unless asked for. */
@NullMarked
package dev.reelay.trace;

import org.jspecify.annotations.NullMarked;
