/** Webhooks for their owners: where events are delivered, what became of each delivery, and delivering again. */
@NullMarked
package dev.reelay.api.webhook;

import org.jspecify.annotations.NullMarked;
