/** Addresses of yours that are told of events. */
@NullMarked
package dev.reelay.client.webhook;

import org.jspecify.annotations.NullMarked;
