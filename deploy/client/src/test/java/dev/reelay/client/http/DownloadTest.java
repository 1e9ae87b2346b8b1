package dev.reelay.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.client.problem.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final String SHA256 =
            HexFormat.of().formatHex(Sha256.digest().digest("video".getBytes(StandardCharsets.UTF_8)));

    @TempDir
    private Path folder;

    private Door store;
    private Calls calls;

    @BeforeEach
    void open() throws IOException {
        store = Door.open();
        calls = store.calls();
    }

    @AfterEach
    void close() {
        calls.close();
        store.close();
    }

    @Test
    void aFileThatBrokeOffIsFetchedAgain() throws InterruptedException {
        store.breakOff("vid").reply(200, "video");

        Path file = new Download(calls).into(store.uri(), folder.resolve("a.mp4"), SHA256);

        assertThat(file).hasContent("video");
        assertThat(folder).isDirectoryContaining("glob:**a.mp4").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void otherBytesThanWereStoredAreNoFile() {
        store.reply(200, "other");

        assertThatThrownBy(() -> new Download(calls).into(store.uri(), folder.resolve("a.mp4"), SHA256))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("checksum");
        assertThat(folder).isEmptyDirectory();
    }
}
