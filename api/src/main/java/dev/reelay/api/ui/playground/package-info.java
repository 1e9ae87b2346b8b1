/** Trying a model: a form made from its schema, what it would cost and where, and its way to a video. */
@NullMarked
package dev.reelay.api.ui.playground;

import org.jspecify.annotations.NullMarked;
