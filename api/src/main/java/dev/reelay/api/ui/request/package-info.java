/** The pages of requests: the list, and one with all that happened to it. */
@NullMarked
package dev.reelay.api.ui.request;

import org.jspecify.annotations.NullMarked;
