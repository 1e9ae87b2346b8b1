/** The points of a request's way at which workers are killed. */
@NullMarked
package dev.reelay.chaos.point;

import org.jspecify.annotations.NullMarked;
