/** Where providers call back: whose word it is, proved by its signature, and what it is good for. */
@NullMarked
package dev.reelay.api.callback;

import org.jspecify.annotations.NullMarked;
