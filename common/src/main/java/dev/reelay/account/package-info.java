/** Credentials at providers: which there are, how much each may have in flight, when each must rest. */
@NullMarked
package dev.reelay.account;

import org.jspecify.annotations.NullMarked;
