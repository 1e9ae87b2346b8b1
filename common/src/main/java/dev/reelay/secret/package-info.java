/** Keeping what must be known again, and seen by nobody: secrets that lie sealed in the database. */
@NullMarked
package dev.reelay.secret;

import org.jspecify.annotations.NullMarked;
