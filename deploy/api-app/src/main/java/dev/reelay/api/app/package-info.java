/** The api as a program. */
@NullMarked
package dev.reelay.api.app;

import org.jspecify.annotations.NullMarked;
