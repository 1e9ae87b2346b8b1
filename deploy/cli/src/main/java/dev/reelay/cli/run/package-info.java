/** What every command has: its surroundings, its output, and how it ends. */
@NullMarked
package dev.reelay.cli.run;

import org.jspecify.annotations.NullMarked;
