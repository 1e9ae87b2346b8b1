/** What one wants to know at a glance, over HTTP. */
@NullMarked
package dev.reelay.api.overview;

import org.jspecify.annotations.NullMarked;
