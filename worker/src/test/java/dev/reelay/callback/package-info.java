/** Callbacks as the worker's tests need them. */
@NullMarked
package dev.reelay.callback;

import org.jspecify.annotations.NullMarked;
