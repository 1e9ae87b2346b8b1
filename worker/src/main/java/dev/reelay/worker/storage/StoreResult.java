package dev.reelay.worker.storage;

import dev.reelay.storage.Keeping;
import dev.reelay.storage.StorageConfig;
import dev.reelay.storage.Unrepeated;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Copies a result into the bucket, streamed, and returns only when the object is there, is one whole MP4, and its checksum
 * is known. A result that was stored by an earlier try is found and returned; a copy that fails leaves nothing behind.
 */
@Singleton
public final class StoreResult {
    private final S3Client client;
    private final S3Client unrepeated;
    private final StorageConfig storage;
    private final Keeping keeping;
    private final CopyConfig config;
    private final Semaphore turns;
    private final MeterCopies meter;
    private volatile @Nullable String trouble;

    public StoreResult(
            S3Client client,
            @Unrepeated S3Client unrepeated,
            StorageConfig storage,
            CopyConfig config,
            MeterRegistry meters) {
        this.client = client;
        this.unrepeated = unrepeated;
        this.storage = storage;
        this.keeping = Keeping.of(storage);
        this.config = config;
        this.turns = new Semaphore(config.parallel(), true);
        this.meter = new MeterCopies(meters);
    }

    /**
     * Copies; waits for its turn first when as many copies are running as may.
     *
     * @throws CopyException when the result is not stored; says whether another try makes sense
     * @throws InterruptedException when the thread was interrupted; the same call may be made again later
     */
    public StoredObject store(ResultSource source, ObjectKey key) throws CopyException, InterruptedException {
        turns.acquire();
        try {
            return storeNow(source, key);
        } finally {
            turns.release();
        }
    }

    /**
     * The same without waiting for a turn, for bytes that are on the wire already and come only once: their sender would
     * not wait. There are no more of them than calls to such providers.
     *
     * @throws CopyException when the result is not stored
     * @throws InterruptedException when the thread was interrupted
     */
    public StoredObject storeNow(ResultSource source, ObjectKey key) throws CopyException, InterruptedException {
        long begin = System.nanoTime();
        try (CopyWatch watch = new CopyWatch(config.longest())) {
            StoredObject stored = inTime(source, target(key, watch));
            trouble = null;
            meter.stored(begin, stored);
            return stored;
        } catch (CopyException e) {
            meter.failed(begin, e.kind());
            if (e.kind() == CopyException.Kind.STORE_UNAVAILABLE || e.kind() == CopyException.Kind.STORE_REFUSED) {
                trouble = e.getMessage();
            }
            throw e;
        }
    }

    private Target target(ObjectKey key, CopyWatch watch) {
        String own = key.place().bucket();
        return new Target(client, unrepeated, own == null ? storage.bucket() : own, keeping, key, watch);
    }

    /** What the store last did wrong, if no copy has succeeded since. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private StoredObject inTime(ResultSource source, Target target) throws CopyException, InterruptedException {
        Resumes resumes = new Resumes(config.resumes(), config.resumeAfter());
        try {
            return new Copy(source, target, resumes, config.largest().asLongValue()).run();
        } catch (InterruptedException | CopyException e) {
            if (target.watch().late()) {
                throw CopyException.of(CopyException.Kind.TOO_SLOW, "the copy took longer than " + config.longest(), e);
            }
            throw e;
        }
    }
}
