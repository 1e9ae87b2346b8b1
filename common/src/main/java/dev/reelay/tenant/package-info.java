/** Who owns what: tenants, and the keys with which they come. */
@NullMarked
package dev.reelay.tenant;

import org.jspecify.annotations.NullMarked;
