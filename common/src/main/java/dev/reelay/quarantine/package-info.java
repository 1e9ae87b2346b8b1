/** After a restore: nothing is bought until a person has looked at what was bought since the backup. */
@NullMarked
package dev.reelay.quarantine;

import org.jspecify.annotations.NullMarked;
