package dev.reelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3IT {
    @TempDir
    Path folder;

    @Test
    void bucketsAreFoldersAndStrangersAreRefused() throws Exception {
        try (EmbeddedS3 store = EmbeddedS3.start(folder, 0, "local", "secret")) {
            store.createBucket("results");
            store.createBucket("results");

            assertThat(folder.resolve("results")).isDirectory();
            assertThat(status(store.endpoint().resolve("/results"))).isEqualTo(403);
        }
    }

    private static int status(URI address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
