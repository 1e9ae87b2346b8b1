package dev.reelay.upload;

import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an image in. It goes through a file of its own, so that slow and large uploads hold no memory. */
@ApplicationScoped
public class TakeUpload {
    private static final int CHUNK = 1 << 16;

    private final Uploads uploads;
    private final UploadConfig config;

    TakeUpload(Uploads uploads, UploadConfig config) {
        this.uploads = uploads;
        this.config = config;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It lies in the bucket. */
        record Kept(Uploaded upload) implements Outcome {}

        /** It is not kept: its first bytes are no image's of the formats that are taken. */
        record NoImage() implements Outcome {}

        /** It is not kept: it has more bytes than are taken. */
        record TooLarge(int mostBytes) implements Outcome {}
    }

    /**
     * Reads the image to its end and keeps it.
     *
     * @throws IOException when it ends before its time
     */
    public Outcome take(Tenant tenant, InputStream sent) throws IOException {
        return take(tenant.id(), null, sent);
    }

    /**
     * The same under a name that was promised before.
     *
     * @param name of ours, never a caller's; null for that of its bytes
     * @throws IOException when it ends before its time
     */
    public Outcome take(int tenant, @Nullable String name, InputStream sent) throws IOException {
        byte[] first = sent.readNBytes(ImageFormat.TELLING_BYTES);
        Optional<ImageFormat> format = ImageFormat.of(first);
        if (format.isEmpty()) {
            return new Outcome.NoImage();
        }
        Path file = temporary();
        try {
            MessageDigest hash = sha256();
            long bytes = spool(first, sent, file, hash);
            return bytes > config.mostBytes()
                    ? new Outcome.TooLarge(config.mostBytes())
                    : kept(tenant, name, file, new Uploads.Kept(format.get(), bytes, hex(hash)));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Outcome kept(int tenant, @Nullable String name, Path file, Uploads.Kept kept) {
        return new Outcome.Kept(uploads.keep(tenant, name == null ? kept.name() : name, file, kept));
    }

    private static String hex(MessageDigest hash) {
        return HexFormat.of().formatHex(hash.digest());
    }

    /** Stops behind the most that is taken. */
    private long spool(byte[] first, InputStream sent, Path file, MessageDigest hash) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = first;
            int length = first.length;
            long bytes = 0;
            byte[] buffer = new byte[CHUNK];
            while (length > 0 && bytes <= config.mostBytes()) {
                hash.update(chunk, 0, length);
                out.write(chunk, 0, length);
                bytes += length;
                chunk = buffer;
                length = sent.read(buffer);
            }
            return bytes;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("reelay-upload", null);
        } catch (IOException e) {
            throw new UncheckedIOException("an upload has no place on this machine's disk", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
