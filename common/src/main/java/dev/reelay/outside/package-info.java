/** What of the world may be reached: the guard over addresses and the rules for URLs that callers give. */
@NullMarked
package dev.reelay.outside;

import org.jspecify.annotations.NullMarked;
