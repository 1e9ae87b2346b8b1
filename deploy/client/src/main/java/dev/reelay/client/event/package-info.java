/** What happened, as the api tells it. */
@NullMarked
package dev.reelay.client.event;

import org.jspecify.annotations.NullMarked;
