/** What a start on kept data finds again, and what is left after a kill. */
@NullMarked
package dev.reelay.embedded;

import org.jspecify.annotations.NullMarked;
