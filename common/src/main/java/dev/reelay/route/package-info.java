/** What is known of the offerings at this moment, for whoever chooses among them. */
@NullMarked
package dev.reelay.route;

import org.jspecify.annotations.NullMarked;
