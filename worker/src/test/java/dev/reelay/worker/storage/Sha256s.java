package dev.reelay.worker.storage;

/** Checksums of what a test holds in memory. */
final class Sha256s {
    private Sha256s() {}

    static String of(byte[] bytes) {
        Sha256 sha256 = new Sha256();
        sha256.update(bytes, 0, bytes.length);
        return sha256.hex();
    }
}
