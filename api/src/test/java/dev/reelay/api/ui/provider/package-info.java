/** How providers stand, as pages show it. */
@NullMarked
package dev.reelay.api.ui.provider;

import org.jspecify.annotations.NullMarked;
