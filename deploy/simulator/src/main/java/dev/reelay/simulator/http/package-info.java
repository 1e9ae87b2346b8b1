/** Answers and the ways in which they reach the caller, or fail to. */
@NullMarked
package dev.reelay.simulator.http;

import org.jspecify.annotations.NullMarked;
