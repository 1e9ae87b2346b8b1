/** The pieces as separate processes, as a cluster runs them, beside real servers in this one. */
@NullMarked
package dev.reelay.pieces;

import org.jspecify.annotations.NullMarked;
