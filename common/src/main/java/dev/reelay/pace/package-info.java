/** How long offerings take, as workers have seen it: what they poll by, and what routes are chosen by. */
@NullMarked
package dev.reelay.pace;

import org.jspecify.annotations.NullMarked;
