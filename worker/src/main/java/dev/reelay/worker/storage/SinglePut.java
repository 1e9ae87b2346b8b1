package dev.reelay.worker.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Writes a result of known length with one request, holding no more of it than a few network buffers. The store makes an
 * object only of all bytes, and the last ones come only when the whole is proven: what breaks off leaves nothing.
 */
final class SinglePut {
    /** The most that S3 takes in one request. */
    static final long LARGEST = 5L << 30;

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Target target;

    SinglePut(Target target) {
        this.target = target;
    }

    void write(CheckedStream bytes, long length) throws IOException, CopyException, KeyTaken, InterruptedException {
        StreamedBody body = new StreamedBody(length);
        CompletableFuture<PutObjectResponse> put = target.client().putObject(request(), body);
        CompletableFuture<?> _ = put.whenComplete((_, _) -> body.end());
        try {
            body.write(bytes);
            CompletableFuture<?> _ = put.orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS);
            target.answered("the write", put);
        } finally {
            // Closes the connection when the bytes did not all come, so that the store drops what it has.
            put.cancel(true);
        }
    }

    private PutObjectRequest request() {
        return PutObjectRequest.builder()
                .bucket(target.bucket())
                .key(target.path())
                .contentType(Target.MEDIA_TYPE)
                .contentDisposition(target.disposition())
                .metadata(target.metadata())
                .ifNoneMatch("*")
                .overrideConfiguration(AwsRequestOverrideConfiguration.builder()
                        .addPlugin(SinglePut::withoutRetries)
                        .build())
                .build();
    }

    /** The bytes pass once; a repeated request would find none. */
    private static void withoutRetries(SdkServiceClientConfiguration.Builder client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build());
    }
}
