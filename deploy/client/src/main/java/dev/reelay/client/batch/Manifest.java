package dev.reelay.client.batch;

import java.net.URI;
import java.nio.file.Path;

/** Where the lines of a batch come from. */
public sealed interface Manifest {
    ManifestFormat format();

    /** A file here, sent as it is read; one whose name ends in {@code .gz} goes as the gzip that it is. */
    record File(Path path, ManifestFormat format) implements Manifest {
        boolean gzip() {
            return path.toString().endsWith(".gz");
        }
    }

    /** An object that the api reads itself, {@code s3://bucket/key}. */
    record Stored(URI uri, ManifestFormat format) implements Manifest {}
}
