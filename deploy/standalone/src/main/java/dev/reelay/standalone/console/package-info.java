/** What the user of the standalone is told, and why something did not work. */
@NullMarked
package dev.reelay.standalone.console;

import org.jspecify.annotations.NullMarked;
