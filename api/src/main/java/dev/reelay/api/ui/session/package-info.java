/** Signing in to the pages with an API key, and staying signed in. */
@NullMarked
package dev.reelay.api.ui.session;

import org.jspecify.annotations.NullMarked;
