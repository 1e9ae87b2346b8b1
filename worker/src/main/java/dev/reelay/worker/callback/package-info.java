/** What workers do for the callbacks of providers: they fetch the keys by which these sign. */
@NullMarked
package dev.reelay.worker.callback;

import org.jspecify.annotations.NullMarked;
