/** Pages that change by themselves. */
@NullMarked
package dev.reelay.api.ui.live;

import org.jspecify.annotations.NullMarked;
