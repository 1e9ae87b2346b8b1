/** What is asked for, by whom it is drawn and how it is sent until it is taken. */
@NullMarked
package dev.reelay.chaos.load;

import org.jspecify.annotations.NullMarked;
