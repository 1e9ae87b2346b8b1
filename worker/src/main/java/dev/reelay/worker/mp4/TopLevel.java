package dev.reelay.worker.mp4;

/** What must stand on the top level of a whole file, and in what order. */
final class TopLevel {
    private boolean began;
    private boolean movie;
    private boolean media;
    private boolean fragmentWithoutMedia;
    private boolean fragmented;
    private String last = "";

    void begun(String type) throws BrokenMp4Exception {
        if (!began && !type.equals("ftyp")) {
            throw new BrokenMp4Exception("the first box is no ftyp");
        }
        began = true;
        last = type;
        switch (type) {
            case "moov" -> movie = true;
            case "mdat" -> {
                media = true;
                fragmentWithoutMedia = false;
            }
            case "moof" -> {
                fragmented = true;
                fragmentWithoutMedia = true;
            }
            default -> {}
        }
    }

    void ended(boolean endProven, boolean inEndlessBox) throws BrokenMp4Exception {
        if (!began || !movie || !media) {
            throw new BrokenMp4Exception("cut: the file ends before " + missing());
        }
        if (fragmentWithoutMedia) {
            throw new BrokenMp4Exception("cut: the last fragment has no media");
        }
        // Between two fragments, or in a box that ends with the file, a cut looks like an end.
        boolean couldBeCut = inEndlessBox || (fragmented && !last.equals("mfra"));
        if (couldBeCut && !endProven) {
            throw new BrokenMp4Exception("neither the file nor its transfer shows that this is the end");
        }
    }

    private String missing() {
        if (!began) {
            return "its first box";
        }
        return movie ? "its media (mdat)" : "its header (moov)";
    }
}
