package dev.reelay.upload;

import java.util.Arrays;
import java.util.Optional;

/** What an upload may be. The first bytes tell, and nothing that is said of them; what carries scripts is not among them. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp");

    /** How many bytes tell the format. */
    public static final int TELLING_BYTES = 16;

    private final String mediaType;
    private final String ending;

    ImageFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /** The format of what begins with these bytes. */
    public static Optional<ImageFormat> of(byte[] first) {
        return Arrays.stream(values()).filter(format -> format.isBegunBy(first)).findFirst();
    }

    /** As links to it answer. */
    public String mediaType() {
        return mediaType;
    }

    /** The format with this media type. */
    public static Optional<ImageFormat> named(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equalsIgnoreCase(mediaType.strip()))
                .findFirst();
    }

    /** Behind the dot of its names. */
    public String ending() {
        return ending;
    }

    private boolean isBegunBy(byte[] first) {
        return switch (this) {
            case JPEG -> stands(first, 0, 0xFF, 0xD8, 0xFF);
            case PNG -> stands(first, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
            case WEBP -> stands(first, 0, 'R', 'I', 'F', 'F') && stands(first, 8, 'W', 'E', 'B', 'P', 'V', 'P', '8');
        };
    }

    private static boolean stands(byte[] bytes, int at, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (bytes.length <= at + i || (bytes[at + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
