/** What nobody's run would notice: deadlines of requests that wait, and room for tomorrow's events. */
@NullMarked
package dev.reelay.worker.sweep;

import org.jspecify.annotations.NullMarked;
