package dev.reelay.chaos;

import static java.util.stream.Collectors.toMap;

import dev.reelay.chaos.judge.Facts;
import dev.reelay.chaos.judge.Judge;
import dev.reelay.chaos.point.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What became of what was caught, point by point. A run adds its lines to a file, so that several make one table. */
final class KillTable {
    private static final List<String> COLUMNS =
            List.of("kills", "caught", "rendered twice", "lost", "unknown", "held", "ended");

    private final Map<KillPoint, long[]> rows = new EnumMap<>(KillPoint.class);

    /** Adds one run. */
    void add(List<Catch> catches, Facts facts) {
        Map<UUID, Facts.Attempt> attempts =
                facts.attempts().stream().collect(toMap(Facts.Attempt::id, Function.identity()));
        Map<UUID, Facts.Generation> generations =
                facts.generations().stream().collect(toMap(Facts.Generation::id, Function.identity()));
        Set<UUID> beyond = new HashSet<>(Judge.boughtBeyondPolicy(facts));
        for (Catch one : catches) {
            long[] row = rows.computeIfAbsent(one.point(), point -> new long[COLUMNS.size()]);
            row[0]++;
            for (UUID caught : one.attempts()) {
                Facts.Attempt attempt = attempts.get(caught);
                Facts.Generation generation = attempt == null ? null : generations.get(attempt.generation());
                row[1]++;
                row[2] += generation != null && beyond.contains(generation.id()) ? 1 : 0;
                boolean held = generation != null && facts.isHeld(generation);
                row[3] += generation == null || !(generation.ended() || held) ? 1 : 0;
                row[4] += attempt != null && attempt.state().equals("UNKNOWN") ? 1 : 0;
                row[5] += held ? 1 : 0;
                row[6] += generation != null && generation.ended() ? 1 : 0;
            }
        }
    }

    /** Adds the lines of earlier runs. */
    void read(Path file) throws IOException {
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] cells = line.split(",", -1);
            long[] row = rows.computeIfAbsent(KillPoint.valueOf(cells[0]), point -> new long[COLUMNS.size()]);
            for (int n = 0; n < COLUMNS.size(); n++) {
                row[n] += Long.parseLong(cells[n + 1]);
            }
        }
    }

    /** Keeps the lines for the next run, in place of what the file had. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        rows.forEach((point, row) -> {
            StringBuilder line = new StringBuilder(point.name());
            for (long cell : row) {
                line.append(',').append(cell);
            }
            lines.add(line.toString());
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(line("point", COLUMNS));
        long[] sum = new long[COLUMNS.size()];
        rows.forEach((point, row) -> {
            lines.add(line(point.word(), cells(row)));
            for (int n = 0; n < COLUMNS.size(); n++) {
                sum[n] += row[n];
            }
        });
        lines.add(line("all", cells(sum)));
        return String.join("\n", lines);
    }

    private static List<String> cells(long[] row) {
        return Arrays.stream(row).mapToObj(String::valueOf).toList();
    }

    private static String line(String name, List<String> cells) {
        StringBuilder line = new StringBuilder("%-10s".formatted(name));
        cells.forEach(cell -> line.append("%15s".formatted(cell)));
        return line.toString();
    }
}
