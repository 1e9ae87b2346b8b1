/** What is known of a run when it is over, read from everything that can tell, and whether the promises held. */
@NullMarked
package dev.reelay.chaos.judge;

import org.jspecify.annotations.NullMarked;
