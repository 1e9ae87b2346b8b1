/**
 * What nobody's run would notice: deadlines, attempts and uploads that nobody ends, requests that wait for what is
 * blocked, and room for tomorrow's events.
 */
@NullMarked
package dev.reelay.worker.sweep;

import org.jspecify.annotations.NullMarked;
