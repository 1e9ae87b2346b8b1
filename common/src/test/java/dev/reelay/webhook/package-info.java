/** Tests of what is delivered. */
@NullMarked
package dev.reelay.webhook;

import org.jspecify.annotations.NullMarked;
