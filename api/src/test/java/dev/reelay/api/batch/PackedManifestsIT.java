package dev.reelay.api.batch;

import static dev.reelay.api.batch.BatchCaller.line;
import static dev.reelay.api.batch.BatchCaller.lines;
import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manifests that are packed with gzip, and those that only say so. */
@QuarkusTest
@WithTestResource(Servers.class)
class PackedManifestsIT {
    private static final String FIVE = lines(1, 5);

    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void whatIsNotPackedAsItSaysIsRefused() {
        Response refused = ACME.call()
                .header("Content-Type", "application/jsonl")
                .header("Content-Encoding", "gzip")
                .body(FIVE.getBytes(StandardCharsets.UTF_8))
                .post("/v1/batches");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("detail")).contains("gzip");
    }

    private static byte[] packed(String manifest) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static Response sendPacked(byte[] packed) {
        return ACME.call()
                .header("Content-Type", "application/jsonl")
                .header("Content-Encoding", "gzip")
                .body(packed)
                .post("/v1/batches?dry_run=true");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void packedFilesAreTakenTooOfOneMemberOrSeveral() throws IOException {
        assertThat(sendPacked(packed(FIVE)).<Integer>path("counts.lines")).isEqualTo(5);
        assertThat(sendPacked(joined(packed(FIVE), packed("\n" + line(6)))).<Integer>path("counts.lines"))
                .isEqualTo(6);
    }

    @Test
    void whatStandsBehindThePackedFileIsNotDroppedInSilence() throws IOException {
        Response refused = sendPacked(joined(packed(FIVE), "more lines".getBytes(StandardCharsets.UTF_8)));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(refused.<String>path("detail")).contains("gzip").contains("behind its end");
    }

    @Test
    void aDamagedPackedFileIsNotAskedForAgain() throws IOException {
        byte[] damaged = packed(FIVE);
        damaged[damaged.length / 2] ^= 0x55;

        Response refused = sendPacked(damaged);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(refused.<String>path("detail")).contains("pack it anew");
    }
}
