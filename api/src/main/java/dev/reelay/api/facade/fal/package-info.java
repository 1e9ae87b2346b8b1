/** The address at which clients of fal call, in the words of fal. */
@NullMarked
package dev.reelay.api.facade.fal;

import org.jspecify.annotations.NullMarked;
