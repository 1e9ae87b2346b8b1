/** The address at which clients of RunComfy call, in the words of RunComfy. */
@NullMarked
package dev.reelay.api.facade.runcomfy;

import org.jspecify.annotations.NullMarked;
