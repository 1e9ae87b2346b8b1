/** Webhooks: where events go, whether they arrive, and what to do when they do not. */
@NullMarked
package dev.reelay.api.ui.webhook;

import org.jspecify.annotations.NullMarked;
