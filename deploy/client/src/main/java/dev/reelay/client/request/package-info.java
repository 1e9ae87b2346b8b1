/** Requests for a video, from the submit to the file. */
@NullMarked
package dev.reelay.client.request;

import org.jspecify.annotations.NullMarked;
