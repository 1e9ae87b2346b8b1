/** Serving result links: ranges, validators, and every way a download goes wrong. */
@NullMarked
package dev.reelay.simulator.file;

import org.jspecify.annotations.NullMarked;
