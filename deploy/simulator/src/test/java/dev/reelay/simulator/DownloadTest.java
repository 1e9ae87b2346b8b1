package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.video.Sha256;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Result links, honest and otherwise. */
class DownloadTest {
    private static final int SIZE = 100 * 1024;

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.start();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void theFileHasItsLengthTypeAndValidatorsWithoutCredentials() {
        Answered file = running.anyone.get(running.video("honest"));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.bytes()).hasSize(SIZE);
        assertThat(file.header("Content-Length")).isEqualTo("102400");
        assertThat(file.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(file.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(file.header("ETag")).matches("\"[0-9a-f-]+\"");
        assertThat(file.header("Last-Modified")).endsWith(" GMT");
    }

    @Test
    void theChecksumIsToldBeforeAnyDownload() {
        String link = running.video("checksum");
        String job = running.simulator.bill().lines().getLast().job();

        String told = running.simulator.sha256(job);

        assertThat(Sha256.of(running.anyone.get(link).bytes())).isEqualTo(told);
        assertThat(running.anyone
                        .get("/control/files/" + job)
                        .json()
                        .get("sha256")
                        .asText())
                .isEqualTo(told);
    }

    @Test
    void everyJobHasItsOwnBytes() {
        assertThat(running.anyone.get(running.video("same")).bytes())
                .isNotEqualTo(running.anyone.get(running.video("same")).bytes());
    }

    @Test
    void headTellsAllWithoutABody() {
        Answered head = running.anyone.call("HEAD", running.video("head"), "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("102400");
        assertThat(head.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=100-199, 100, 200",
        "bytes=70000-, 70000, 102400",
        "bytes=-500, 101900, 102400",
        "bytes=102399-999999, 102399, 102400"
    })
    void aRangeIsAnsweredWithItsPart(String range, int from, int to) {
        String link = running.video("range");
        byte[] whole = running.anyone.get(link).bytes();

        Answered part = running.anyone.with("GET", link, "", "Range", range);

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/102400");
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole, from, to));
    }

    @Test
    void aRangeBeyondTheEndIsRefused() {
        Answered part = running.anyone.with("GET", running.video("beyond"), "", "Range", "bytes=102400-");

        assertThat(part.status()).isEqualTo(416);
        assertThat(part.header("Content-Range")).isEqualTo("bytes */102400");
    }

    @Test
    void ifRangeAndIfNoneMatchAreHonoured() {
        String link = running.video("conditions");
        String tag = running.anyone.call("HEAD", link, "").header("ETag");

        assertThat(running.anyone
                        .with("GET", link, "", "Range", "bytes=5-9", "If-Range", tag)
                        .status())
                .isEqualTo(206);
        assertThat(running.anyone
                        .with("GET", link, "", "Range", "bytes=5-9", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(running.anyone.with("GET", link, "", "If-None-Match", tag).status())
                .isEqualTo(304);
    }

    @Test
    void aLinkExpiresAsSet() {
        running.simulator.change(settings -> settings.with("runcomfy", Setting.LINK_LIFETIME, "1h")
                .with("runcomfy", Setting.EXPIRED_LINK_STATUS, "403"));
        String result = running.runcomfyDone("expires").get("result_url").asText();
        String link = running.runcomfy.get(result).json().at("/output/video").asText();

        assertThat(running.anyone.get(link).status()).isEqualTo(200);
        running.clock.pass(java.time.Duration.ofHours(1));
        assertThat(running.anyone.get(link).status()).isEqualTo(403);
        assertThat(running.runcomfy.get(result).status()).isEqualTo(200);
    }

    @Test
    void largeFilesAreStreamedAndEndOnABoxEdge() throws Exception {
        running.simulator.change(settings -> settings.with("fal", Setting.RESULT_SIZE, "64MiB"));
        String link = running.video("large");
        String job = running.simulator.bill().lines().getLast().job();
        running.simulator.change(settings -> settings.with("fal", Setting.RESULT_SIZE, "100KiB"));

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Mp4Walk walk = new Mp4Walk();
        byte[] buffer = new byte[1 << 16];
        try (InputStream body = stream(link)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                digest.update(buffer, 0, read);
                walk.take(ByteBuffer.wrap(buffer, 0, read));
            }
        }

        assertThat(walk.boxes()).startsWith("ftyp").contains("moov", "mdat").endsWith("free");
        assertThat(walk.complete()).isTrue();
        assertThat(walk.position()).isEqualTo(64L << 20);
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(running.simulator.sha256(job));
    }

    private static InputStream stream(String link) throws Exception {
        return HttpClient.newHttpClient()
                .send(running.anyone.request(link).GET().build(), BodyHandlers.ofInputStream())
                .body();
    }
}
