/** What may be spent, in which period, and what becomes of requests that find no room. */
@NullMarked
package dev.reelay.budget;

import org.jspecify.annotations.NullMarked;
