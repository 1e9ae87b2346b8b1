package dev.reelay.worker.mp4;

/**
 * A box whose header has passed.
 *
 * @param end offset in the file of the first byte after it; {@link #TO_THE_END} when it ends with the file
 */
record Box(String type, long end) {
    static final long TO_THE_END = Long.MAX_VALUE;

    boolean endless() {
        return end == TO_THE_END;
    }

    /** Whether its boxes are looked into; everything else is skipped, or kept as a whole when it is a short header. */
    boolean container() {
        return switch (type) {
            case "moov", "trak", "mdia", "mvex", "moof", "traf" -> true;
            default -> false;
        };
    }

    /** How many bytes of its payload are worth keeping. */
    int kept() {
        return switch (type) {
            case "mvhd", "tkhd", "mdhd", "mehd", "trex", "tfhd" -> 112;
            case "hdlr" -> 12;
            // A run tells each sample's duration when they differ; longer ones are not counted.
            case "trun" -> 1 << 16;
            default -> 0;
        };
    }
}
