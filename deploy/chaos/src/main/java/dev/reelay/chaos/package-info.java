/** The chaos run: Reelay's pieces as processes, killed, frozen and restarted under load, and the judge of what came of it. */
@NullMarked
package dev.reelay.chaos;

import org.jspecify.annotations.NullMarked;
