/** What one wants to know at a glance. */
@NullMarked
package dev.reelay.overview;

import org.jspecify.annotations.NullMarked;
