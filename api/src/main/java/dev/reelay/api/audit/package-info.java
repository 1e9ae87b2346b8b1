/** The log of what people did to the installation, for admins. */
@NullMarked
package dev.reelay.api.audit;

import org.jspecify.annotations.NullMarked;
