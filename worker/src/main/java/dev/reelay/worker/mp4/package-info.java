/** Proves, while the bytes pass by, that they are one whole MP4 file, and reads its length and size from the headers. */
@NullMarked
package dev.reelay.worker.mp4;

import org.jspecify.annotations.NullMarked;
