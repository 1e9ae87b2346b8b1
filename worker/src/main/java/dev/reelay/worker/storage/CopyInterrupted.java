package dev.reelay.worker.storage;

import java.io.IOException;

/**
 * Carries an interrupt through code that reads a stream. A type of its own, since what Java calls an interrupted stream is
 * also what a socket throws that waited too long.
 */
final class CopyInterrupted extends IOException {
    CopyInterrupted() {
        super("the copy was interrupted");
    }
}
