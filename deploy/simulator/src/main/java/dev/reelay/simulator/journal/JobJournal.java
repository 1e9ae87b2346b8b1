package dev.reelay.simulator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.reelay.simulator.studio.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepted jobs and how far they came, a line of JSON for each step, written before any caller learns of it: so a
 * provider's memory outlives a kill of the process that plays it, as a real one's does. A start writes the file anew
 * with what can still be asked for. Not thread-safe: it lives on the event loop.
 */
public final class JobJournal {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final @Nullable Path path;
    private final @Nullable OutputStream file;

    private JobJournal(@Nullable Path path, @Nullable OutputStream file) {
        this.path = path;
        this.file = file;
    }

    /** Keeps nothing: jobs live as long as the process. */
    public static JobJournal none() {
        return new JobJournal(null, null);
    }

    /** Begins a file beside the one at this path, which stays until {@link #takeUp} is through. */
    public static JobJournal at(Path path) {
        Path fresh = beside(path);
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, OWNER_ONLY);
            return new JobJournal(path, Files.newOutputStream(fresh));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Hands over what was kept, of ended jobs the newest {@code most}; what the heir keeps replaces it. */
    public void takeUp(int most, Consumer<KeptJob> heir) {
        if (path == null) {
            return;
        }
        try {
            Collection<KeptJob> earlier = Files.exists(path) ? read(path) : List.of();
            long surplus = earlier.stream().filter(KeptJob::ended).count() - most;
            for (KeptJob job : earlier) {
                if (!job.ended() || surplus-- <= 0) {
                    heir.accept(job);
                }
            }
            Files.move(beside(path), path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Writes down the job as it stands, and from now on each of its steps. */
    public void keep(Job job) {
        if (file != null) {
            write(file, new Line(KeptJob.of(job), null));
            if (!job.ended()) {
                job.watch(() -> write(file, new Line(null, KeptStep.of(job))));
            }
        }
    }

    /** One line of the file: a job, or a step of one. */
    private record Line(@Nullable KeptJob job, @Nullable KeptStep step) {}

    private static void write(OutputStream file, Line line) {
        try {
            file.write((MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    private static Collection<KeptJob> read(Path path) throws IOException {
        Map<String, KeptJob> jobs = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Line line = line(text);
                if (line != null && line.job() != null) {
                    jobs.put(line.job().id(), line.job());
                } else if (line != null && line.step() != null) {
                    KeptStep step = line.step();
                    jobs.computeIfPresent(step.job(), (id, job) -> job.after(step));
                }
            }
        }
        return jobs.values();
    }

    // A kill can cut the last line; nobody has learned of the step it was to tell.
    private static @Nullable Line line(String text) {
        try {
            return MAPPER.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Path beside(Path path) {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    private static UncheckedIOException unusable(Path path, IOException reason) {
        return new UncheckedIOException("the journal " + path + " cannot be used: " + reason.getMessage(), reason);
    }
}
