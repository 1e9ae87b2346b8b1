package dev.reelay.worker.storage;

import dev.reelay.error.ErrorClass;
import dev.reelay.storage.Keeping;
import dev.reelay.storage.StorageException;
import dev.reelay.worker.mp4.Mp4Facts;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The key that one copy writes to, and the words that go with every object of ours.
 *
 * @param keeping how the store is to keep the object
 * @param unrepeated the client for bodies that pass once
 */
record Target(S3Client client, S3Client unrepeated, String bucket, Keeping keeping, ObjectKey key, CopyWatch watch) {
    /** What browsers play, whatever brand of MP4 it is. */
    static final String MEDIA_TYPE = "video/mp4";

    private static final String OWN = "reelay-key";
    private static final int PRECONDITION_FAILED = 412;

    String path() {
        return key.path();
    }

    String disposition() {
        return "inline; filename=\"" + key.filename() + "\"";
    }

    /** By this an object is known to have been written for this very key. */
    Map<String, String> metadata() {
        return Map.of(OWN, path());
    }

    boolean own(Map<String, String> metadata) {
        return path().equals(metadata.get(OWN));
    }

    /** What is in the bucket once these bytes were written or read there to their end. */
    StoredObject stored(CheckedStream bytes) {
        Mp4Facts facts = bytes.facts();
        return new StoredObject(
                bucket,
                path(),
                facts.bytes(),
                bytes.sha256(),
                MEDIA_TYPE,
                facts.duration(),
                facts.width(),
                facts.height());
    }

    /** The store's answer; {@code doing} is for the message, such as "the write". */
    <T> T answered(String doing, Supplier<T> call) throws CopyException, KeyTaken, InterruptedException {
        try {
            return call.get();
        } catch (SdkException e) {
            if (Thread.interrupted()) {
                // The client gives up on an interrupted thread, with an error of its own.
                throw new InterruptedException(doing + " was interrupted");
            }
            throw failed(doing, e);
        }
    }

    private CopyException failed(String doing, SdkException failure) throws KeyTaken {
        if (failure instanceof S3Exception refused && taken(refused)) {
            throw new KeyTaken();
        }
        StorageException told = StorageException.of(doing + " of " + path(), failure);
        return CopyException.of(
                told.errorClass() == ErrorClass.UNAVAILABLE
                        ? CopyException.Kind.STORE_UNAVAILABLE
                        : CopyException.Kind.STORE_REFUSED,
                String.valueOf(told.getMessage()),
                failure);
    }

    /** An upload that is gone was most likely completed by a call whose answer was lost. */
    private static boolean taken(S3Exception refused) {
        return refused.statusCode() == PRECONDITION_FAILED || refused instanceof NoSuchUploadException;
    }
}
