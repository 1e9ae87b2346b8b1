package dev.reelay.worker.storage;

import dev.reelay.worker.mp4.BrokenMp4Exception;
import dev.reelay.worker.storage.CopyException.Kind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One copy from beginning to end. Where the key turns out to be taken, or the link to have expired, it looks whether a
 * predecessor has stored the result already: then that counts. It does not look before, as hardly any copy has one.
 */
final class Copy {
    /** How often the key may turn out to be taken by something that does not count. */
    private static final int ROUNDS = 3;

    private final ResultSource source;
    private final Target target;
    private final Resumes resumes;
    private final long largest;

    Copy(ResultSource source, Target target, Resumes resumes, long largest) {
        this.source = source;
        this.target = target;
        this.resumes = resumes;
        this.largest = largest;
    }

    StoredObject run() throws CopyException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                return write();
            } catch (KeyTaken e) {
                Optional<StoredObject> earlier = new EarlierObject(target).adopt();
                if (earlier.isPresent()) {
                    return earlier.get();
                }
            } catch (CopyException e) {
                if (e.kind() != Kind.LINK_EXPIRED) {
                    throw e;
                }
                return new EarlierObject(target).adopt().orElseThrow(() -> e);
            }
        }
        throw CopyException.of(
                Kind.STORE_UNAVAILABLE, "the store says that " + target.path() + " is taken, and shows nothing there");
    }

    private StoredObject write() throws CopyException, KeyTaken, InterruptedException {
        try {
            while (true) {
                try {
                    return through(first());
                } catch (StaleRange e) {
                    resumes.spend(e, Kind.SOURCE_CUT);
                }
            }
        } catch (CopyStopped e) {
            throw e.verdict();
        } catch (BrokenMp4Exception e) {
            throw CopyException.of(Kind.NOT_WHOLE, "no whole MP4: " + e.getMessage(), e);
        } catch (CopyInterrupted e) {
            boolean _ = Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            throw CopyException.of(Kind.SOURCE_CUT, "the download broke: " + e.getMessage(), e);
        }
    }

    private Download first() throws IOException, InterruptedException {
        while (true) {
            try {
                return source.open(0, null);
            } catch (SourceGone e) {
                throw new CopyStopped(Resumes.gone(e));
            } catch (CopyInterrupted e) {
                throw e;
            } catch (IOException e) {
                resumes.spend(e, Kind.SOURCE_UNAVAILABLE);
            }
        }
    }

    private StoredObject through(Download download) throws IOException, CopyException, KeyTaken, InterruptedException {
        try (ResumingStream whole = new ResumingStream(source, download, resumes, target.watch())) {
            Long total = download.total();
            CheckedStream bytes = new CheckedStream(whole, total, download.delimited(), largest);
            bytes.begin(download.mediaType());
            put(bytes, total);
            return target.stored(bytes);
        }
    }

    private void put(CheckedStream bytes, @Nullable Long total)
            throws IOException, CopyException, KeyTaken, InterruptedException {
        if (total == null || total > SinglePut.LARGEST) {
            new PartsUpload(target).write(bytes);
        } else {
            new SinglePut(target).write(bytes, total);
        }
    }
}
