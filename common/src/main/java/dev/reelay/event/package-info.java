/** Facts about a subject, numbered within it: their names, and reading them back. */
@NullMarked
package dev.reelay.event;

import org.jspecify.annotations.NullMarked;
