/** Many requests that come as one file. */
@NullMarked
package dev.reelay.client.batch;

import org.jspecify.annotations.NullMarked;
