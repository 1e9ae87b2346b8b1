package dev.reelay.storage;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes the one client and the one signer of a process from the configuration; half a credential is refused. */
@Singleton
public final class S3Clients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final StorageConfig config;

    public S3Clients(StorageConfig config) {
        this.config = config;
    }

    /**
     * The client for everything. It takes bodies of known length only: a client that splits uploads by itself cannot
     * read plain objects from every store, and would complete an upload before its bytes are proven.
     */
    @Produces
    @Singleton
    public S3AsyncClient client() {
        var client = S3AsyncClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials())
                .forcePathStyle(config.pathStyle())
                .multipartEnabled(false)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(config.connections())
                        .connectionTimeout(CONNECT)
                        .readTimeout(ANSWER)
                        .writeTimeout(ANSWER));
        config.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    /** Signs links for the public endpoint; asks the store nothing. */
    @Produces
    @Singleton
    public S3Presigner presigner() {
        var presigner = S3Presigner.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .build());
        publicEndpoint().ifPresent(presigner::endpointOverride);
        return presigner.build();
    }

    void close(@Disposes S3AsyncClient client) {
        client.close();
    }

    void close(@Disposes S3Presigner presigner) {
        presigner.close();
    }

    private Optional<URI> publicEndpoint() {
        return config.publicEndpoint().or(config::endpoint);
    }

    private AwsCredentialsProvider credentials() {
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw new IllegalStateException(
                    "reelay.s3.access-key and reelay.s3.secret-key go together: set both, or neither for the SDK's own chain");
        }
        return config.accessKey()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key, config.secretKey().orElseThrow())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
