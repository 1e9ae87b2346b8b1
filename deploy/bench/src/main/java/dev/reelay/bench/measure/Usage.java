package dev.reelay.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has used so far, as Linux counts it, with the children of its own program, as PostgreSQL has them; the
 * pieces that the benchmark starts are children too, and count for themselves.
 */
public final class Usage {
    /** {@code USER_HZ}, which is the same on every Linux of today. */
    private static final long MILLIS_PER_TICK = 10;

    private final long pid;

    private Usage(long pid) {
        this.pid = pid;
    }

    public static Usage of(long pid) {
        return new Usage(pid);
    }

    /** Processor time since its start, in milliseconds, with all children, alive or gone. */
    public long cpuMillis() throws IOException {
        long ticks = ticks(pid);
        for (long child : children()) {
            ticks += ticks(child);
        }
        return ticks * MILLIS_PER_TICK;
    }

    /** The most memory it ever held, in MiB; of children what they hold of their own now. */
    public double peakMebibytes() throws IOException {
        long kibibytes = kibibytes(pid, "status", "VmHWM:");
        for (long child : children()) {
            kibibytes += kibibytes(child, "status", "RssAnon:");
        }
        return kibibytes / 1024.0;
    }

    /** How many threads of the system it has now. */
    public long threads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.count();
        }
    }

    /** How many files and sockets it holds open now. */
    public long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        }
    }

    private List<Long> children() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(this::isChild)
                    .toList();
        }
    }

    private boolean isChild(long candidate) {
        try {
            String[] stat = stat(candidate);
            return Long.parseLong(stat[1]) == pid && !isJava(candidate);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isJava(long process) throws IOException {
        return Files.readString(Path.of("/proc/" + process + "/comm")).startsWith("java");
    }

    private static long ticks(long process) throws IOException {
        try {
            String[] stat = stat(process);
            return Long.parseLong(stat[11]) + Long.parseLong(stat[12]) + goneChildren(stat);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Of backends that have ended; of Java programs only the rare helper. */
    private static long goneChildren(String[] stat) {
        return Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
    }

    /** The fields after the name, which may hold blanks: the state, the father, and so on. */
    private static String[] stat(long process) throws IOException {
        String line = Files.readString(Path.of("/proc/" + process + "/stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static long kibibytes(long process, String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/" + file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
