/** The quarantine after a restore, for admins. */
@NullMarked
package dev.reelay.api.quarantine;

import org.jspecify.annotations.NullMarked;
