package dev.reelay.worker.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * Writes a result of unknown length in parts, one after the other through one buffer. It is completed only after the end
 * was read and proven; whatever breaks before that is aborted, and the store forgets the parts.
 */
final class PartsUpload {
    /** With the 10,000 parts that S3 allows this carries 78 GiB. */
    static final int PART = 8 << 20;

    private static final Duration ABORT = Duration.ofSeconds(20);
    private static final Logger LOG = Logger.getLogger(PartsUpload.class);

    private final Target target;
    private final byte[] buffer = new byte[PART];
    private final List<CompletedPart> parts = new ArrayList<>();

    PartsUpload(Target target) {
        this.target = target;
    }

    void write(CheckedStream bytes) throws IOException, CopyException, KeyTaken, InterruptedException {
        int first = bytes.readNBytes(buffer, 0, PART);
        if (first < PART) {
            putWhole(first);
            return;
        }
        String upload = begun();
        boolean completed = false;
        try {
            putParts(upload, bytes, first);
            complete(upload);
            completed = true;
        } finally {
            if (!completed) {
                abort(upload);
            }
        }
    }

    private String begun() throws CopyException, KeyTaken, InterruptedException {
        return target.answered(
                        "the start of the upload",
                        () -> target.client()
                                .createMultipartUpload(request -> request.bucket(target.bucket())
                                        .key(target.path())
                                        .contentType(Target.MEDIA_TYPE)
                                        .contentDisposition(target.disposition())
                                        .metadata(target.metadata())
                                        .applyMutation(target.keeping()::on)
                                        .overrideConfiguration(target.watch()::within)))
                .uploadId();
    }

    private void putWhole(int length) throws CopyException, KeyTaken, InterruptedException {
        target.answered(
                "the write",
                () -> target.client()
                        .putObject(
                                request -> request.bucket(target.bucket())
                                        .key(target.path())
                                        .contentType(Target.MEDIA_TYPE)
                                        .contentDisposition(target.disposition())
                                        .metadata(target.metadata())
                                        .applyMutation(target.keeping()::on)
                                        .ifNoneMatch("*")
                                        .overrideConfiguration(target.watch()::within),
                                body(length)));
    }

    private void putParts(String upload, CheckedStream bytes, int first)
            throws IOException, CopyException, KeyTaken, InterruptedException {
        int length = first;
        while (length > 0) {
            putPart(upload, length);
            length = bytes.readNBytes(buffer, 0, PART);
        }
    }

    private void putPart(String upload, int length) throws CopyException, KeyTaken, InterruptedException {
        int number = parts.size() + 1;
        String etag = target.answered(
                        "part " + number,
                        () -> target.client()
                                .uploadPart(
                                        request -> request.bucket(target.bucket())
                                                .key(target.path())
                                                .uploadId(upload)
                                                .partNumber(number)
                                                .overrideConfiguration(target.watch()::within),
                                        body(length)))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }

    private void complete(String upload) throws CopyException, KeyTaken, InterruptedException {
        target.answered(
                "the completion",
                () -> target.client()
                        .completeMultipartUpload(request -> request.bucket(target.bucket())
                                .key(target.path())
                                .uploadId(upload)
                                .ifNoneMatch("*")
                                .overrideConfiguration(target.watch()::within)
                                .multipartUpload(completed -> completed.parts(parts))));
    }

    /**
     * On a thread of its own, since the client does nothing on one that was interrupted: what is not aborted costs money
     * until someone finds it.
     */
    private void abort(String upload) {
        try {
            CompletableFuture.runAsync(() -> aborted(upload), Thread::startVirtualThread)
                    .orTimeout(ABORT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof NoSuchUploadException)) {
                LOG.warnf("an upload could not be aborted, the bucket's lifecycle must end it key=%s", target.path());
            }
        }
    }

    private void aborted(String upload) {
        target.client()
                .abortMultipartUpload(request ->
                        request.bucket(target.bucket()).key(target.path()).uploadId(upload));
    }

    /** No copy of the buffer: it is not filled again before the call has ended. */
    private RequestBody body(int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(buffer, 0, length), length, Target.MEDIA_TYPE);
    }
}
