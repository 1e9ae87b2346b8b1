/** Where a tenant's events are delivered to: endpoints with their secrets, and the log of what was delivered. */
@NullMarked
package dev.reelay.webhook;

import org.jspecify.annotations.NullMarked;
