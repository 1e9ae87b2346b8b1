package dev.reelay.cli.request;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.PlainFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file whose content becomes a value: an image as a {@code data:} URI, anything else as text. */
final class MediaFile {
    private static final Map<String, String> IMAGES = Map.of(
            "png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "webp", "image/webp", "gif", "image/gif");

    private MediaFile() {}

    static String read(String name) {
        try {
            byte[] content = Files.readAllBytes(Path.of(name));
            String type = type(name);
            return type == null
                    ? new String(content, StandardCharsets.UTF_8)
                    : "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
        } catch (IOException _) {
            throw new PlainFailure(
                    ExitStatus.USAGE, "cannot read " + name + "; text that begins with @ goes as '\"@...\"'");
        }
    }

    private static @Nullable String type(String name) {
        return IMAGES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
