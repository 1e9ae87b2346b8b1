/** Providers, for admins: accounts and offerings, how they stand, and pausing them. */
@NullMarked
package dev.reelay.api.ui.provider;

import org.jspecify.annotations.NullMarked;
