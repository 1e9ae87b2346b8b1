/** Requests over HTTP: submit, look at, list, cancel, fetch. */
@NullMarked
package dev.reelay.api.request;

import org.jspecify.annotations.NullMarked;
