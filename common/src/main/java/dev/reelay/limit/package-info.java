/** What holds requests back: slots, pace, rests, breakers and pauses of accounts and offerings; to look at and to change. */
@NullMarked
package dev.reelay.limit;

import org.jspecify.annotations.NullMarked;
