/** The one way out: every foreign URL, paid calls and downloads alike, is called through here. */
@NullMarked
package dev.reelay.worker.outside;

import org.jspecify.annotations.NullMarked;
