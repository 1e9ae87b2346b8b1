/** What happened. */
@NullMarked
package dev.reelay.cli.event;

import org.jspecify.annotations.NullMarked;
