/** What can go wrong, decided once: the closed set of error classes and a failure that carries one. */
@NullMarked
package dev.reelay.error;

import org.jspecify.annotations.NullMarked;
