/** How the client speaks to the api. Public only for the packages beside it; callers need nothing of it. */
@NullMarked
package dev.reelay.client.http;

import org.jspecify.annotations.NullMarked;
