package dev.reelay.worker.storage;

import org.jspecify.annotations.Nullable;

/** A stranger's words as they may stand in a message: short, on one line. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    static String of(@Nullable String words) {
        if (words == null) {
            return "nothing";
        }
        String line = words.replaceAll("[^ -~]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
