package dev.reelay.bench.measure;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of all pieces between two moments. */
public final class Usages {
    private final Map<String, Long> pids;
    private final Map<String, Long> before;

    private Usages(Map<String, Long> pids, Map<String, Long> before) {
        this.pids = pids;
        this.before = before;
    }

    /** Counts from now. */
    public static Usages from(Map<String, Long> pids) throws IOException {
        return new Usages(pids, now(pids));
    }

    /** Milliseconds of each piece since then. */
    public Map<String, Long> cpuMillis() throws IOException {
        Map<String, Long> used = now(pids);
        used.replaceAll((name, millis) -> millis - before.getOrDefault(name, 0L));
        return used;
    }

    /** The most memory that each piece held, in MiB. */
    public Map<String, Double> peakMebibytes() throws IOException {
        Map<String, Double> peaks = new LinkedHashMap<>();
        for (Map.Entry<String, Long> pid : pids.entrySet()) {
            peaks.put(pid.getKey(), Usage.of(pid.getValue()).peakMebibytes());
        }
        return peaks;
    }

    private static Map<String, Long> now(Map<String, Long> pids) throws IOException {
        Map<String, Long> millis = new LinkedHashMap<>();
        for (Map.Entry<String, Long> pid : pids.entrySet()) {
            millis.put(pid.getKey(), Usage.of(pid.getValue()).cpuMillis());
        }
        return millis;
    }
}
