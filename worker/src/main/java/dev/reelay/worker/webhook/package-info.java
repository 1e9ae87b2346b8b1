/** Delivering events to webhooks: what is due is claimed, posted and signed, and what came of it is kept. */
@NullMarked
package dev.reelay.worker.webhook;

import org.jspecify.annotations.NullMarked;
