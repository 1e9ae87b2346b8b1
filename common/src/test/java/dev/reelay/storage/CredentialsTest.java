package dev.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Without a key of ours the SDK looks where it always looks. */
class CredentialsTest {
    private static final Optional<URI> STORE = Optional.of(URI.create("https://store.example.com"));

    @TempDir
    Path folder;

    private final Map<String, @Nullable String> before = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        answer("/credentials", """
                {"AccessKeyId": "of-the-container", "SecretAccessKey": "secret", "Token": "token",
                 "Expiration": "2099-01-01T00:00:00Z"}""");
        answer("/", """
                <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
                <AccessKeyId>of-the-pod</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>""");
        server.start();
        // Nothing of the machine that this runs on.
        set("aws.sharedCredentialsFile", folder.resolve("none").toString());
        set("aws.configFile", folder.resolve("none").toString());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    @Test
    void theIdentityOfAContainerIsFound() {
        set("aws.containerCredentialsFullUri", origin() + "/credentials");

        assertThat(signer()).isEqualTo("of-the-container");
    }

    @Test
    void theIdentityOfAPodIsFound() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "of-the-cluster");
        set("aws.webIdentityTokenFile", token.toString());
        set("aws.roleArn", "arn:aws:iam::123456789012:role/reelay");
        set("aws.roleSessionName", "reelay");
        set("aws.region", "eu-central-1");
        set("aws.endpointUrlSts", origin());

        assertThat(signer()).isEqualTo("of-the-pod");
    }

    private static String signer() {
        var config = new StorageSettings(STORE, true, Optional.empty(), Optional.empty(), Optional.empty());
        try (S3Clients clients = new S3Clients(config);
                S3Presigner presigner = clients.presigner()) {
            String query = new Presign(presigner)
                    .get("results", "a", null, config.linkLifetime())
                    .url()
                    .getQuery();
            return query.replaceAll(".*X-Amz-Credential=([^/]*)/.*", "$1");
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void set(String key, String value) {
        before.put(key, System.getProperty(key));
        System.setProperty(key, value);
    }
}
