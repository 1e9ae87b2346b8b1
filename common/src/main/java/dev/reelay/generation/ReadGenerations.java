package dev.reelay.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads generations and what belongs to them; another tenant's are not there. */
@ApplicationScoped
@ActivateRequestContext
public class ReadGenerations {
    private final GenerationRows generations;
    private final AttemptRows attempts;
    private final ArtifactRows artifacts;
    private final ExplainWaiting waiting;
    private final FindPage pages;

    ReadGenerations(
            GenerationRows generations,
            AttemptRows attempts,
            ArtifactRows artifacts,
            ExplainWaiting waiting,
            FindPage pages) {
        this.generations = generations;
        this.pages = pages;
        this.attempts = attempts;
        this.artifacts = artifacts;
        this.waiting = waiting;
    }

    /** The tenant's generation with this id. */
    public Optional<Generation> find(int tenant, UUID id) {
        return generations.of(tenant, id);
    }

    /** Newest first. */
    public List<Generation> list(GenerationFilter filter, int limit) {
        List<UUID> ids = pages.ids(filter, limit);
        return ids.isEmpty() ? List.of() : generations.all(ids);
    }

    /** Its submits, in order. */
    public List<Attempt> attempts(Generation generation) {
        return attempts.of(generation.id());
    }

    /** Its stored results: first what completed it, then what turned up late. */
    public List<Artifact> artifacts(Generation generation) {
        return artifacts.of(generation.id());
    }

    /** Why it is not finished; empty when it is. */
    public Optional<Waiting> waiting(Generation generation) {
        return waiting(generation, generation.state() == GenerationState.RUNNING ? attempts(generation) : List.of());
    }

    /** As {@link #waiting(Generation)}, when its attempts are at hand. */
    public Optional<Waiting> waiting(Generation generation, List<Attempt> itsAttempts) {
        return waiting.explain(generation, itsAttempts);
    }
}
