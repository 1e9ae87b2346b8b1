package dev.reelay.bench;

import dev.reelay.bench.measure.Collections;
import dev.reelay.bench.measure.Levels;
import dev.reelay.bench.measure.Usage;
import dev.reelay.bench.proof.Rows;
import dev.reelay.processes.Pieces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One look at everything that could grow: heaps, threads, open files, connections, tables and folders. */
record Look(Map<String, Long> pids, Pieces pieces, Rows rows, Levels levels) {
    /** Tables of events, of which a day is dropped at once: within an hour they only grow. */
    static final String BY_DAY = "tables_by_day";

    private static final double MEBIBYTE = 1 << 20;

    private static final String BYTES = """
            select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = current_schema() and c.relkind = 'r' and (c.relispartition or c.relname = 'event_position')""";

    void now() throws IOException, SQLException, InterruptedException {
        for (String name : List.of("api", "worker")) {
            long pid = pids.getOrDefault(name, 0L);
            collect(pid);
            levels.look("live_heap_mib." + name, Collections.leftByLast(pieces.gcLog(name)), 8);
            levels.look("threads." + name, (double) Usage.of(pid).threads(), 8);
            levels.look("open_files." + name, (double) Usage.of(pid).openFiles(), 16);
        }
        levels.look(
                "connections",
                (double) rows.number("select count(*) from pg_stat_activity where datname = current_database()"),
                4);
        levels.look("tables_mib", rows.number(BYTES + " = false") / MEBIBYTE, 8);
        levels.look(BY_DAY + "_mib", rows.number(BYTES + " = true") / MEBIBYTE, 8);
        levels.look("disk_mib.kafka", mebibytes(pieces.folder("kafka")), 32);
        levels.look("disk_mib.s3", mebibytes(pieces.folder("s3")), 32);
        levels.look("unfinished", (double) rows.number("select count(*) from generation where ended_at is null"), 1000);
    }

    /** Has the machine collect all garbage, so that the log tells what lives. */
    private static void collect(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        int status = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("jcmd could not have process " + pid + " collect its garbage: " + status);
        }
    }

    private static double mebibytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.mapToLong(Look::bytes).sum() / MEBIBYTE;
        } catch (UncheckedIOException e) {
            // Something was removed meanwhile: once more.
            return mebibytes(folder);
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
