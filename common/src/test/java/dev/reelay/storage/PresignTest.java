package dev.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class PresignTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Optional<URI> INSIDE = Optional.of(URI.create("http://s3.internal:9000"));
    private static final Optional<URI> OUTSIDE = Optional.of(URI.create("https://media.example.com"));
    private static final Optional<String> SECRET = Optional.of(StorageSettings.SECRET);

    @Test
    void linkIsSignedForThePublicEndpoint() {
        var config = new StorageSettings(INSIDE, true, SECRET, OUTSIDE);

        assertThat(link(config, null).url())
                .hasScheme("https")
                .hasHost("media.example.com")
                .hasPath("/results/a/b");
    }

    @Test
    void withoutAPublicEndpointTheStoresOwnIsUsed() {
        var config = new StorageSettings(INSIDE, true, SECRET, Optional.empty());

        assertThat(link(config, null).url()).hasHost("s3.internal").hasPort(9000);
    }

    @Test
    void bucketStandsInTheHostUnlessPathStyleIsAskedFor() {
        var config = new StorageSettings(INSIDE, false, SECRET, OUTSIDE);

        assertThat(link(config, null).url())
                .hasHost("results.media.example.com")
                .hasPath("/a/b");
    }

    @Test
    void filenameSetsTheTypeAndIsMadeHarmless() {
        String query = query(link(new StorageSettings(INSIDE, true, SECRET, OUTSIDE), "my \"clip\"\r\n.mp4"));

        assertThat(query)
                .contains("response-content-type=video/mp4")
                .contains("response-content-disposition=inline; filename=\"my__clip___.mp4\"");
    }

    @Test
    void textOfALinkHoldsNoSignature() {
        Link link = link(new StorageSettings(INSIDE, true, SECRET, OUTSIDE), null);

        assertThat(link.toString())
                .contains("https://media.example.com/results/a/b")
                .doesNotContain("Signature");
    }

    @Test
    void lifetimeBeyondSevenDaysIsRefused() {
        var config = new StorageSettings(INSIDE, true, SECRET, OUTSIDE);
        try (S3Presigner presigner = new S3Clients(config).presigner()) {
            var presign = new Presign(presigner);

            assertThatThrownBy(() -> presign.get("results", "a", null, Duration.ofDays(8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void halfACredentialIsRefusedAndNotPrinted() {
        var clients = new S3Clients(new StorageSettings(INSIDE, true, Optional.empty(), OUTSIDE));

        assertThatThrownBy(clients::presigner)
                .hasMessageContaining("reelay.s3.secret-key")
                .hasMessageNotContaining(StorageSettings.ACCESS);
    }

    private static Link link(StorageConfig config, @Nullable String filename) {
        try (S3Presigner presigner = new S3Clients(config).presigner()) {
            return new Presign(presigner).get("results", "a/b", filename, HOUR);
        }
    }

    private static String query(Link link) {
        return URLDecoder.decode(link.url().getRawQuery(), StandardCharsets.UTF_8);
    }
}
