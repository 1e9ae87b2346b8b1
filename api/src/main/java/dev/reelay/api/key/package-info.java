/** Tenants and their keys over HTTP, for admins. */
@NullMarked
package dev.reelay.api.key;

import org.jspecify.annotations.NullMarked;
