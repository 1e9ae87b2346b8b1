/** Definition files as trees that know where each of their parts stands, so that a mistake is told with file and line. */
@NullMarked
package dev.reelay.catalog.definition;

import org.jspecify.annotations.NullMarked;
