/** What meters of several modules have in common. */
@NullMarked
package dev.reelay.meter;

import org.jspecify.annotations.NullMarked;
