/** Connections of callers, below what is asked on them. */
@NullMarked
package dev.reelay.api.connection;

import org.jspecify.annotations.NullMarked;
