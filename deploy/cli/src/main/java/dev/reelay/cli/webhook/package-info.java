/** Addresses that are told of events. */
@NullMarked
package dev.reelay.cli.webhook;

import org.jspecify.annotations.NullMarked;
