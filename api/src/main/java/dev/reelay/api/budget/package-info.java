/** Budgets over HTTP: make, look at, change, close. */
@NullMarked
package dev.reelay.api.budget;

import org.jspecify.annotations.NullMarked;
