package dev.reelay.storage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes a process's clients of the store, and its signer, from the configuration; half a credential is refused. */
@Singleton
public final class S3Clients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private final StorageConfig config;
    private final SdkHttpClient http;
    private final ScheduledThreadPoolExecutor timers;

    public S3Clients(StorageConfig config) {
        check(config.linkLifetime());
        this.config = config;
        this.http = ApacheHttpClient.builder()
                .maxConnections(config.connections())
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(ANSWER)
                .socketTimeout(ANSWER)
                .build();
        this.timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("s3-timers").factory());
        // The SDK's own keeps what a call held until its time limit would have passed, long after the call.
        timers.setRemoveOnCancelPolicy(true);
    }

    private static void check(Duration linkLifetime) {
        if (!linkLifetime.isPositive() || linkLifetime.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalStateException("reelay.s3.link-lifetime is " + linkLifetime
                    + " and must be from 1s to 7d, the longest that S3 signs for");
        }
    }

    /** The client for calls that may be repeated, as most may. Blocks, for virtual threads. */
    @Produces
    @Singleton
    public S3Client client() {
        return make(DefaultRetryStrategy.standardStrategyBuilder().build());
    }

    /** The client for bodies that pass once: it repeats nothing. */
    @Produces
    @Singleton
    @Unrepeated
    public S3Client unrepeated() {
        return make(DefaultRetryStrategy.doNotRetry());
    }

    /** All clients share one pool of connections, so that closing one does not end the others' calls. */
    private S3Client make(RetryStrategy retries) {
        var client = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials())
                .forcePathStyle(config.pathStyle())
                .httpClient(http)
                .overrideConfiguration(
                        settings -> settings.retryStrategy(retries).scheduledExecutorService(timers));
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

    @Override
    @PreDestroy
    public void close() {
        http.close();
        timers.shutdownNow();
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
