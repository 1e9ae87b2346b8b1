/** Forms and samples of the playground, made from schemas. */
@NullMarked
package dev.reelay.api.ui.playground;

import org.jspecify.annotations.NullMarked;
