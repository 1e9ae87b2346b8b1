/** Keys and tenants, for admins. */
@NullMarked
package dev.reelay.api.ui.key;

import org.jspecify.annotations.NullMarked;
