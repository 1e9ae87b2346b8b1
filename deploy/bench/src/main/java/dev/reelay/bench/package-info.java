/** The benchmark: load over HTTP on the pieces of Reelay as separate processes, every result checked, and what it cost. */
@NullMarked
package dev.reelay.bench;

import org.jspecify.annotations.NullMarked;
