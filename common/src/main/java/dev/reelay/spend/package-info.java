/** What was spent, and how that compares with what providers say. */
@NullMarked
package dev.reelay.spend;

import org.jspecify.annotations.NullMarked;
