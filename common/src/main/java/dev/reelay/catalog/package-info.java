/** Models, offerings and providers as data: read from YAML, checked at start, asked for by the rest of the system. */
@NullMarked
package dev.reelay.catalog;

import org.jspecify.annotations.NullMarked;
