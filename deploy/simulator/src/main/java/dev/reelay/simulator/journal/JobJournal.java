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
import java.util.ArrayList;
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
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final System.Logger LOG = System.getLogger(JobJournal.class.getName());
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
            List<KeptJob> wanted = new ArrayList<>();
            for (KeptJob job : earlier) {
                if (!job.ended() || surplus-- <= 0) {
                    wanted.add(job);
                }
            }
            // Those that wait come last: they may begin only where the others leave room.
            wanted.stream().filter(KeptJob::began).forEach(heir);
            wanted.stream().filter(job -> !job.began()).forEach(heir);
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
                job.watch(() -> note(file, job));
            }
        }
    }

    /** Writes down again what the job carries. */
    public void changed(Job job) {
        if (file != null) {
            write(file, new Line(KeptJob.of(job), null));
        }
    }

    /** Keeps a job that cannot be taken up now as it is, for a start that can. */
    public void carry(KeptJob job) {
        if (file != null) {
            write(file, new Line(job, null));
        }
    }

    // A full disk costs the memory of a step, and must not cost the job.
    private static void note(OutputStream file, Job job) {
        try {
            write(file, new Line(null, KeptStep.of(job)));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "a step of job " + job.id() + " is not kept", e);
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
        int unread = 0;
        // Any byte is a character of this one: a damaged line is left out, and those around it are read.
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Line line = line(text);
                unread += line == null ? 1 : 0;
                if (line != null && line.job() != null) {
                    jobs.put(line.job().id(), line.job());
                } else if (line != null && line.step() != null) {
                    KeptStep step = line.step();
                    jobs.computeIfPresent(step.job(), (id, job) -> job.after(step));
                }
            }
        }
        if (unread > 0) {
            Files.copy(path, path.resolveSibling(path.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} lines of the journal {1} cannot be read; it is kept beside, as .damaged",
                    unread,
                    path);
        }
        return jobs.values();
    }

    // A kill can cut the last line; nobody has learned of the step it was to tell.
    private static @Nullable Line line(String text) {
        try {
            Line line = MAPPER.readValue(text, Line.class);
            if (line.job() != null) {
                line.job().past();
            }
            return line;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Path beside(Path path) {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    private static UncheckedIOException unusable(Path path, IOException reason) {
        return new UncheckedIOException("the journal " + path + " cannot be used: " + reason, reason);
    }
}
