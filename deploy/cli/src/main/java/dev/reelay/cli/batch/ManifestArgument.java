package dev.reelay.cli.batch;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.PlainFailure;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.batch.Manifest;
import dev.reelay.client.batch.ManifestFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The manifest that a person named. The standard input is kept in a file until it has been sent, as it could not be sent again
 * otherwise.
 */
record ManifestArgument(Manifest manifest, Optional<Path> kept) implements AutoCloseable {

    static ManifestArgument of(String name, @Nullable ManifestFormat given, Charset charset, Surroundings surroundings)
            throws IOException {
        ManifestFormat format = format(name, given);
        if (name.startsWith("s3://")) {
            return new ManifestArgument(new Manifest.Stored(stored(name), format), Optional.empty());
        }
        if (name.equals("-")) {
            Path kept = Files.createTempFile("reelay-manifest", "." + format.word());
            Files.copy(surroundings.in(), kept, StandardCopyOption.REPLACE_EXISTING);
            return new ManifestArgument(new Manifest.File(kept, format, charset), Optional.of(kept));
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new PlainFailure(ExitStatus.USAGE, "cannot read the file " + name);
        }
        return new ManifestArgument(new Manifest.File(file, format, charset), Optional.empty());
    }

    private static ManifestFormat format(String name, @Nullable ManifestFormat given) {
        return Optional.ofNullable(given)
                .or(() -> ManifestFormat.ofName(name))
                .orElseThrow(() -> new PlainFailure(
                        ExitStatus.USAGE,
                        name + " does not end in .jsonl or .csv: say --format jsonl or --format csv"));
    }

    private static URI stored(String name) {
        try {
            return new URI("s3", name.substring("s3:".length()), null);
        } catch (URISyntaxException _) {
            throw new PlainFailure(ExitStatus.USAGE, name + " is no object; write it as s3://bucket/key");
        }
    }

    @Override
    public void close() throws IOException {
        if (kept.isPresent()) {
            Files.deleteIfExists(kept.get());
        }
    }
}
