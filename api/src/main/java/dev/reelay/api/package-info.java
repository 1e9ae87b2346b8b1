/** The door over HTTP: what all of its parts are configured by. */
@NullMarked
package dev.reelay.api;

import org.jspecify.annotations.NullMarked;
