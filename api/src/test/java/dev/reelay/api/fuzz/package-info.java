/** Calls of every kind that the description names, and of kinds that it does not. */
@NullMarked
package dev.reelay.api.fuzz;

import org.jspecify.annotations.NullMarked;
