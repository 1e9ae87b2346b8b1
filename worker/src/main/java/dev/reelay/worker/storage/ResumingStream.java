package dev.reelay.worker.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a result as if the download never broke: it is taken up where it broke, when the source proves that the
 * rest belongs to the same bytes; otherwise the reader hears {@link StaleRange} and has to start over.
 */
final class ResumingStream extends InputStream {
    private final ResultSource source;
    private final Resumes resumes;
    private final CopyWatch watch;
    private final @Nullable Long total;
    private final @Nullable String validator;
    private Download download;
    private long position;

    ResumingStream(ResultSource source, Download first, Resumes resumes, CopyWatch watch) {
        this.source = source;
        this.download = first;
        this.total = first.total();
        this.validator = first.validator();
        this.resumes = resumes;
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                return readOnce(bytes, offset, length);
            } catch (CopyInterrupted e) {
                throw e;
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    @Override
    public void close() {
        download.close();
    }

    private int readOnce(byte[] bytes, int offset, int length) throws IOException {
        long left = total == null ? Long.MAX_VALUE : total - position;
        if (left == 0) {
            return -1;
        }
        int read = watch.read(download, bytes, offset, (int) Math.min(length, left));
        if (read < 0 && total != null) {
            throw new EOFException("the download ended " + left + " bytes early");
        }
        position += Math.max(read, 0);
        return read;
    }

    private void resume(IOException broken) throws IOException {
        download.close();
        if (validator == null) {
            throw new StaleRange("the source gave nothing to resume by", broken);
        }
        download = reopened(broken, validator);
        boolean same = download.offset() == position
                && Objects.equals(download.validator(), validator)
                && (total == null || Objects.equals(download.total(), total));
        if (!same) {
            throw new StaleRange("the source does not go on at " + position + " with the same bytes", broken);
        }
    }

    private Download reopened(IOException broken, String validator) throws IOException {
        IOException last = broken;
        while (true) {
            resumes.spend(last, CopyException.Kind.SOURCE_CUT);
            try {
                return source.open(position, validator);
            } catch (SourceGone e) {
                throw new CopyStopped(Resumes.gone(e));
            } catch (StaleRange | CopyInterrupted e) {
                throw e;
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CopyInterrupted();
            }
        }
    }
}
