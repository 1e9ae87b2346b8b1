/** How accounts and offerings stand, told as meters, and as an alarm when a provider will not have an account any more. */
@NullMarked
package dev.reelay.worker.limit;

import org.jspecify.annotations.NullMarked;
