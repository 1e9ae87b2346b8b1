/** Limits over HTTP, for admins: how accounts and offerings stand, and changing that at run time. */
@NullMarked
package dev.reelay.api.limit;

import org.jspecify.annotations.NullMarked;
