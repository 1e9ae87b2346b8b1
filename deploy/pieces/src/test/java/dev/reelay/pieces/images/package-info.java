/** The images, built and run as far as that goes without an engine for containers. */
@NullMarked
package dev.reelay.pieces.images;

import org.jspecify.annotations.NullMarked;
