/** Definition files as trees of parts that know where they stand, so that a mistake is told with file and line. */
@NullMarked
package dev.reelay.catalog.definition;

import org.jspecify.annotations.NullMarked;
