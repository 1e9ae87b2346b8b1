/** When to ask a provider, and what is learned of its offerings: how long they take, and how often they fail. */
@NullMarked
package dev.reelay.worker.pace;

import org.jspecify.annotations.NullMarked;
