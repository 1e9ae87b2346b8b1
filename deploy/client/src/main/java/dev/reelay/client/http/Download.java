package dev.reelay.client.http;

import dev.reelay.client.problem.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Fetches what lies behind a link. A file appears under its name only when it is whole, and is what it should be. */
public final class Download {
    private static final int TRIES = 3;

    private final Calls calls;

    public Download(Calls calls) {
        this.calls = calls;
    }

    /** Copies the bytes to a stream, once; what has been written cannot be taken back when it breaks. */
    public void copy(URI link, OutputStream target) throws InterruptedException {
        try (InputStream body = calls.openLink(link).body()) {
            body.transferTo(target);
        } catch (IOException e) {
            throw new UnreachableException("the file broke off: " + e.getMessage(), e);
        }
    }

    /** Writes the file, and tries again when it breaks off; an empty checksum is not compared. */
    public Path into(URI link, Path target, String sha256) throws InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        for (int tried = 1; ; tried++) {
            try {
                String found = write(link, part);
                if (sha256.isEmpty() || sha256.equals(found)) {
                    return moved(part, target);
                }
                throw new BrokenOff("the bytes have another checksum than those that were stored", null);
            } catch (BrokenOff e) {
                if (tried == TRIES) {
                    removed(part);
                    throw new UnreachableException("the file could not be fetched whole: " + e.getMessage(), e);
                }
            }
        }
    }

    private String write(URI link, Path part) throws BrokenOff, InterruptedException {
        try (InputStream body = calls.openLink(link).body();
                DigestInputStream digested = new DigestInputStream(body, Sha256.digest());
                OutputStream file = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = read(digested, buffer); read >= 0; read = read(digested, buffer)) {
                file.write(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (BrokenOff e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + part + ": " + e.getMessage(), e);
        }
    }

    /** Tells a fault of the connection, which may mend, from one of the disk. */
    private static int read(InputStream body, byte[] buffer) throws BrokenOff {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BrokenOff(String.valueOf(e.getMessage()), e);
        }
    }

    private static Path moved(Path part, Path target) {
        try {
            return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private static void removed(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // What is left of it has a name of its own.
        }
    }
}
