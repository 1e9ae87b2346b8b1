package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSecretTest {
    @TempDir
    Path folder;

    @Test
    void itIsMadeOnceAndForTheOwnerOnly() throws IOException {
        KeptSecret made = KeptSecret.in(folder.resolve("key"), "rl_");
        KeptSecret read = KeptSecret.in(folder.resolve("key"), "rl_");

        assertThat(made.value()).matches("rl_[A-Za-z0-9_-]{43}");
        assertThat(read).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void permissionsThatWereLoosenedAreTightened() throws IOException {
        KeptSecret.in(folder.resolve("key"), "");
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));

        KeptSecret.in(folder.resolve("key"), "");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void halfAFileOfAKilledStartIsReplaced() throws IOException {
        Files.writeString(folder.resolve("key.half"), "rl_");

        assertThat(KeptSecret.in(folder.resolve("key"), "rl_").value()).hasSize(46);
    }

    @Test
    void itDoesNotTellItself() throws IOException {
        KeptSecret secret = KeptSecret.in(folder.resolve("key"), "");

        assertThat(secret.toString()).doesNotContain(secret.value());
    }
}
