package dev.reelay.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random text that is made once and kept in a file that only its owner can read, from its first byte on.
 *
 * @param file where it is kept, for commands that read it from there
 */
record KeptSecret(String value, Path file) {
    private static final int BYTES = 32;

    /** Reads the file, or makes it with 256 random bits behind the prefix. */
    static KeptSecret in(Path file, String prefix) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.deleteIfExists(half(file));
            Files.createFile(half(file), PosixFilePermissions.asFileAttribute(Permissions.OWNER_FILE));
            Files.writeString(
                    half(file),
                    prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random) + System.lineSeparator(),
                    StandardOpenOption.SYNC,
                    StandardOpenOption.WRITE);
            // A kill in between must not leave an empty secret.
            Files.move(half(file), file);
        }
        Files.setPosixFilePermissions(file, Permissions.OWNER_FILE);
        return new KeptSecret(Files.readString(file).strip(), file);
    }

    private static Path half(Path file) {
        return file.resolveSibling(file.getFileName() + ".half");
    }

    @Override
    public String toString() {
        return "KeptSecret[file=" + file + "]";
    }
}
