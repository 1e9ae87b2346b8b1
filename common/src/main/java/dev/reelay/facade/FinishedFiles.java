package dev.reelay.facade;

import dev.reelay.generation.Artifact;
import dev.reelay.generation.Attempt;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.LinkResults;
import dev.reelay.generation.ReadGenerations;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request came to: its files with fresh links, and how long its provider took. */
@ApplicationScoped
public class FinishedFiles {
    private final ReadGenerations generations;
    private final LinkResults links;

    FinishedFiles(ReadGenerations generations, LinkResults links) {
        this.generations = generations;
        this.links = links;
    }

    /** One file. */
    public record File(Artifact artifact, URI url) {
        /** Whether it is no video. */
        public boolean isImage() {
            return artifact.mediaType().startsWith("image/");
        }

        /** The last part of its key. */
        public String name() {
            return artifact.key().substring(artifact.key().lastIndexOf('/') + 1);
        }
    }

    /** Those that completed it; none while it is not. */
    public List<File> of(Generation generation) {
        if (generation.state() != GenerationState.COMPLETED) {
            return List.of();
        }
        List<Artifact> all = generations.artifacts(generation);
        UUID first = all.isEmpty() ? null : all.getFirst().attemptId();
        return all.stream()
                .filter(artifact -> Objects.equals(artifact.attemptId(), first))
                .map(artifact ->
                        new File(artifact, links.link(generation, artifact).url()))
                .toList();
    }

    /** When a provider was first asked for it; null while none was. */
    public @Nullable Instant began(Generation generation) {
        return generation.state() == GenerationState.QUEUED
                ? null
                : generations.attempts(generation).stream()
                        .findFirst()
                        .map(attempt -> attempt.times().createdAt())
                        .orElse(null);
    }

    /** From when its provider began until it was done; zero where that is not known. */
    public Duration rendering(Generation generation) {
        return generations.attempts(generation).stream()
                .map(Attempt::times)
                .filter(times -> times.verdictAt() != null)
                .reduce((before, after) -> after)
                .map(FinishedFiles::between)
                .orElse(Duration.ZERO);
    }

    private static Duration between(Attempt.Times times) {
        Instant began = times.runningAt() == null ? times.createdAt() : times.runningAt();
        Instant ended = times.verdictAt();
        return ended == null ? Duration.ZERO : Duration.between(began, ended);
    }
}
