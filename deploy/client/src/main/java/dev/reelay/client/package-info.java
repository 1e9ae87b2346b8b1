/** A client of Reelay for Java programs: {@link dev.reelay.client.ReelayClient} is where to begin. */
@NullMarked
package dev.reelay.client;

import org.jspecify.annotations.NullMarked;
