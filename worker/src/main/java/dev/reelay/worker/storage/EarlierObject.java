package dev.reelay.worker.storage;

import dev.reelay.worker.mp4.BrokenMp4Exception;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What lies at the key before this copy wrote it: our own object, from a try whose answer was lost or from a predecessor
 * that died. It is read back and counts when it is whole; the checksum of a streamed object stands nowhere but in its
 * bytes. Anything else is removed, since nobody but this attempt may write there.
 */
final class EarlierObject {
    private static final Logger LOG = Logger.getLogger(EarlierObject.class);
    private static final int PIECE = 1 << 16;

    private final Target target;

    EarlierObject(Target target) {
        this.target = target;
    }

    /** The object that counts as the result of this copy; empty when the key is free. */
    Optional<StoredObject> adopt() throws CopyException, InterruptedException {
        Optional<ResponseInputStream<GetObjectResponse>> found = found();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ResponseInputStream<GetObjectResponse> object = found.get()) {
            return whole(object);
        } catch (IOException e) {
            throw CopyException.of(
                    CopyException.Kind.STORE_UNAVAILABLE,
                    target.path() + " could not be read back: " + e.getMessage(),
                    e);
        }
    }

    private Optional<ResponseInputStream<GetObjectResponse>> found() throws CopyException, InterruptedException {
        try {
            return Optional.of(target.answered(
                    "the look",
                    () -> target.client()
                            .getObject(request -> request.bucket(target.bucket())
                                    .key(target.path())
                                    .overrideConfiguration(target.watch()::within))));
        } catch (CopyException e) {
            if (absent(e)) {
                return Optional.empty();
            }
            throw e;
        } catch (KeyTaken e) {
            throw new IllegalStateException("a read without a condition met one", e);
        }
    }

    /** Who may not list the bucket is told 403 of a key that is free; the write will tell whether that is all. */
    private static boolean absent(CopyException e) {
        return e.getCause() instanceof S3Exception told
                && (told.statusCode() == 404 || told.statusCode() == 403)
                && !(told instanceof NoSuchBucketException);
    }

    private Optional<StoredObject> whole(ResponseInputStream<GetObjectResponse> object)
            throws IOException, CopyException, InterruptedException {
        GetObjectResponse told = object.response();
        if (!target.own(told.metadata())) {
            object.abort();
            return removed(told.eTag(), "it is not ours");
        }
        CheckedStream bytes = new CheckedStream(object, told.contentLength(), true, Long.MAX_VALUE);
        try {
            bytes.begin(told.contentType());
            readToTheEnd(bytes);
        } catch (BrokenMp4Exception | CopyStopped e) {
            object.abort();
            return removed(told.eTag(), String.valueOf(e.getMessage()));
        }
        LOG.infof("a result of an earlier try is whole and counts key=%s", target.path());
        return Optional.of(target.stored(bytes));
    }

    private static void readToTheEnd(CheckedStream bytes) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        while (bytes.read(piece) >= 0) {
            // All that matters happens on the way.
            if (Thread.interrupted()) {
                throw new InterruptedException("the read was interrupted");
            }
        }
    }

    private Optional<StoredObject> removed(String etag, String why) throws CopyException, InterruptedException {
        LOG.warnf("an object at the key of a result is removed key=%s because=%s", target.path(), why);
        try {
            // Only this very object: a whole one may have taken its place in the meantime.
            target.answered(
                    "the removal",
                    () -> target.client()
                            .deleteObject(request -> request.bucket(target.bucket())
                                    .key(target.path())
                                    .ifMatch(etag)
                                    .overrideConfiguration(target.watch()::within)));
        } catch (KeyTaken e) {
            LOG.infof("another object has taken its place key=%s", target.path());
        }
        return Optional.empty();
    }
}
