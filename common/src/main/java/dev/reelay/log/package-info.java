/** How log lines are told to machines. */
@NullMarked
package dev.reelay.log;

import org.jspecify.annotations.NullMarked;
