package dev.reelay.client.batch;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the lines of a batch come from. */
public sealed interface Manifest {
    ManifestFormat format();

    /** A file here, sent as it is read; one whose name ends in {@code .gz} goes as the gzip that it is. */
    record File(Path path, ManifestFormat format, Charset charset) implements Manifest {
        /** In UTF-8, or with a byte order mark. */
        public File(Path path, ManifestFormat format) {
            this(path, format, StandardCharsets.UTF_8);
        }

        String contentType() {
            return charset.equals(StandardCharsets.UTF_8)
                    ? format.contentType()
                    : format.contentType() + "; charset=" + charset.name();
        }

        boolean gzip() {
            return path.toString().endsWith(".gz");
        }
    }

    /** An object that the api reads itself, {@code s3://bucket/key}. */
    record Stored(URI uri, ManifestFormat format) implements Manifest {}
}
