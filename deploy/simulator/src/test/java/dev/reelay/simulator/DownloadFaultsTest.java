package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.Calls.NoAnswer;
import dev.reelay.simulator.video.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Result links that lie, break or move. */
class DownloadFaultsTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"download-403:403", "download-404:404", "download-410:410", "download-html:200"})
    void aLinkMayAnswerWithAPage(String fault) {
        String link = running.video("[[fault:" + fault.substring(0, fault.indexOf(':')) + "]]");

        Answered answer = running.anyone.get(link);

        assertThat(Integer.toString(answer.status())).isEqualTo(fault.substring(fault.indexOf(':') + 1));
        assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"download-500", "download-503", "download-429"})
    void aBadAnswerIsFollowedByTheFile(String fault) {
        String link = running.video("[[fault:" + fault + "]]");

        assertThat(running.anyone.get(link).status()).isGreaterThanOrEqualTo(429);
        assertThat(running.anyone.get(link).bytes()).hasSize(SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"download-reset", "download-cut@1000", "download-ends-early", "download-length-too-long"})
    void aBrokenDownloadIsFollowedByAWholeOne(String fault) {
        String link = running.video("[[fault:" + fault + "]]");

        assertThatThrownBy(() -> running.anyone.get(link)).isInstanceOf(NoAnswer.class);
        assertThat(running.anyone.get(link).bytes()).hasSize(SIZE);
    }

    @Test
    void anEarlyEndComesExactlyWhereItWasAskedFor() throws Exception {
        String link = running.video("[[fault:download-ends-early@70000]]");
        int got = 0;
        try (InputStream body = stream(link)) {
            while (body.read() >= 0) {
                got++;
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }

        assertThat(got).isEqualTo(70_000);
    }

    @Test
    void aResumedDownloadMeetsTheSameBytes() {
        String link = running.video("[[fault:download-cut@70000*1]]");
        String job = running.simulator.bill().lines().getLast().job();
        assertThatThrownBy(() -> running.anyone.get(link)).isInstanceOf(NoAnswer.class);

        byte[] rest =
                running.anyone.with("GET", link, "", "Range", "bytes=70000-").bytes();
        byte[] head =
                running.anyone.with("GET", link, "", "Range", "bytes=0-69999").bytes();

        byte[] whole = Arrays.copyOf(head, SIZE);
        System.arraycopy(rest, 0, whole, 70_000, rest.length);
        assertThat(Sha256.of(whole)).isEqualTo(running.simulator.sha256(job));
    }

    @Test
    void lyingHeadersAreWhatTheirNamesSay() {
        assertThat(faulty("download-wrong-type").header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(faulty("download-truncated@5000").bytes()).hasSize(5000);
        assertThat(faulty("download-zero-bytes").bytes()).isEmpty();
        assertThat(faulty("download-length-too-short").bytes()).hasSize(SIZE - 1000);
        assertThat(faulty("download-no-length").header("Content-Length")).isEmpty();
        assertThat(faulty("download-no-length").bytes()).hasSize(SIZE);
        assertThat(faulty("download-no-validators").header("ETag")).isEmpty();
        assertThat(faulty("download-weak-etag").header("ETag")).startsWith("W/");
        assertThat(new String(faulty("download-garbage").bytes(), 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isNotEqualTo("ftyp");
        assertThat(faulty("download-redirect-loop").status()).isEqualTo(302);
    }

    @Test
    void aFileMayChangeBetweenTwoLooks() {
        String link = running.video("[[fault:download-changes]]");

        Answered one = running.anyone.get(link);
        Answered two = running.anyone.get(link);

        assertThat(one.header("ETag")).isNotEqualTo(two.header("ETag"));
        assertThat(one.bytes()).hasSize(SIZE).isNotEqualTo(two.bytes());
    }

    @Test
    void rangesMayBeIgnoredOrAnsweredWrongly() {
        Answered ignored =
                running.anyone.with("GET", running.video("[[fault:download-no-range]]"), "", "Range", "bytes=5000-");
        Answered wrong = running.anyone.with(
                "GET", running.video("[[fault:download-wrong-range]]"), "", "Range", "bytes=5000-5999");

        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.bytes()).hasSize(SIZE);
        assertThat(wrong.status()).isEqualTo(206);
        assertThat(wrong.header("Content-Range")).isEqualTo("bytes 4000-4999/102400");
    }

    @Test
    void aRedirectLeadsToTheFile() {
        String link = running.video("[[fault:download-redirect]]");

        String place = running.anyone.get(link).header("Location");

        assertThat(running.anyone.get(place).bytes()).hasSize(SIZE);
    }

    @Test
    void headMayBeRefusedWhereGetIsNot() {
        String link = running.video("[[fault:download-head-refused]]");

        assertThat(running.anyone.call("HEAD", link, "").status()).isEqualTo(405);
        assertThat(running.anyone.get(link).bytes()).hasSize(SIZE);
    }

    @Test
    void aSlowDownloadArrivesWhole() {
        assertThat(faulty("download-slow-bytes@1000000").bytes()).hasSize(SIZE);
    }

    private static Answered faulty(String fault) {
        return running.anyone.get(running.video("[[fault:" + fault + "]]"));
    }

    private static InputStream stream(String link) throws Exception {
        return HttpClient.newHttpClient()
                .send(running.anyone.request(link).GET().build(), BodyHandlers.ofInputStream())
                .body();
    }
}
