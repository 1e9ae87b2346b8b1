package dev.reelay.cli.request;

import java.nio.file.Path;

/** How saved files are named. */
final class FileNames {
    private FileNames() {}

    /** The file itself for the first, {@code name-2.mp4} for the second. */
    static Path numbered(Path file, int number) {
        if (number == 0) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return file.resolveSibling(stem + "-" + (number + 1) + (dot > 0 ? name.substring(dot) : ""));
    }

    static String ending(String mediaType) {
        return switch (mediaType) {
            case "video/mp4" -> ".mp4";
            case "video/webm" -> ".webm";
            case "video/quicktime" -> ".mov";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/webp" -> ".webp";
            default -> "";
        };
    }
}
