package dev.reelay.chaos.judge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The objects of the bucket, whose store keeps each as a file under its key. */
record ReadBucket(Path folder) {
    private static final int BUFFER = 64 * 1024;

    /** The checksum of what lies under a key. */
    String sha256(String key) throws IOException {
        Path object = folder.resolve(key);
        if (!Files.exists(object)) {
            return "nothing";
        }
        MessageDigest digest = digest();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(object), digest)) {
            byte[] buffer = new byte[BUFFER];
            while (bytes.read(buffer) >= 0) {
                // Only the checksum is wanted.
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
