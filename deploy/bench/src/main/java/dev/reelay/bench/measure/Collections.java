package dev.reelay.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a log of garbage collections says: the fullest heap, what was left after a collection, and how many there were. */
public record Collections(int count, int fullestMebibytes, int leftMebibytes, double pauseMillis) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

    public static Collections in(Path log) throws IOException {
        Collections all = new Collections(0, 0, 0, 0);
        if (!Files.exists(log)) {
            return all;
        }
        for (String line : Files.readAllLines(log)) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                all = all.and(
                        Integer.parseInt(pause.group(1)),
                        Integer.parseInt(pause.group(2)),
                        Double.parseDouble(pause.group(3)));
            }
        }
        return all;
    }

    /** What the last collection left, in MiB. */
    public static int leftByLast(Path log) throws IOException {
        int left = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher pause = PAUSE.matcher(line);
            left = pause.find() ? Integer.parseInt(pause.group(2)) : left;
        }
        return left;
    }

    private Collections and(int before, int after, double millis) {
        return new Collections(
                count + 1, Math.max(fullestMebibytes, before), Math.max(leftMebibytes, after), pauseMillis + millis);
    }
}
