/** The address at which clients of Replicate call, in the words of Replicate. */
@NullMarked
package dev.reelay.api.facade.replicate;

import org.jspecify.annotations.NullMarked;
