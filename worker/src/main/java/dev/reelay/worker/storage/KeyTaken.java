package dev.reelay.worker.storage;

/** Something lies at the key already; most likely our own, from a try whose answer was lost. */
final class KeyTaken extends Exception {
    KeyTaken() {
        super("the key is taken");
    }
}
