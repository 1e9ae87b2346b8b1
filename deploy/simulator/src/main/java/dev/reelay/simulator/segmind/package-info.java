/** Segmind as its callers see it: v2 with requests to ask for, and v1, which answers with the video itself. */
@NullMarked
package dev.reelay.simulator.segmind;

import org.jspecify.annotations.NullMarked;
