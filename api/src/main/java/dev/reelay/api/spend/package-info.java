/** Reports of what was spent, and of how providers see it. */
@NullMarked
package dev.reelay.api.spend;

import org.jspecify.annotations.NullMarked;
