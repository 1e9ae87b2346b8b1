package dev.reelay.api.request;

import dev.reelay.event.Event;
import dev.reelay.event.Events;
import dev.reelay.generation.Artifact;
import dev.reelay.generation.Attempt;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.request.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together what is answered about a request. */
@ApplicationScoped
class DescribeRequest {
    private final ReadGenerations generations;
    private final Events events;
    private final SignResults results;
    private final RequestLinks links;

    DescribeRequest(ReadGenerations generations, Events events, SignResults results, RequestLinks links) {
        this.generations = generations;
        this.events = events;
        this.results = results;
        this.links = links;
    }

    Documents.Status status(Generation generation) {
        UUID id = generation.id();
        return new Documents.Status(
                id,
                generation.state().status(),
                generation.model(),
                generations.waiting(generation).map(Documents.Wait::of).orElse(null),
                generation.times().cancelRequestedAt() != null,
                links.status(id),
                links.result(id),
                links.cancel(id));
    }

    Documents.Result result(Generation generation) {
        boolean ended = generation.state().ended();
        List<Artifact> artifacts = ended ? generations.artifacts(generation) : List.of();
        List<Documents.Stored> files = stored(generation, artifacts);
        boolean done = generation.state() == GenerationState.COMPLETED && !files.isEmpty();
        List<Documents.Stored> main = done ? files.subList(0, ofFirstAttempt(artifacts)) : List.of();
        return new Documents.Result(
                generation.id(),
                generation.state().status(),
                done ? results.output(main) : null,
                done ? results.expiry(main) : null,
                files.isEmpty() ? null : files,
                done ? differences(generation) : null,
                Documents.Fault.of(generation.error()),
                ended
                        ? null
                        : generations
                                .waiting(generation)
                                .map(Documents.Wait::of)
                                .orElse(null));
    }

    /** Names the tenant where it is not the caller's. */
    Documents.Summary summary(Generation generation, @Nullable String tenant) {
        return new Documents.Summary(
                generation.id(),
                tenant,
                generation.state().status(),
                generation.model(),
                generation.route().provider(),
                generation.terms().priority(),
                unlessEmpty(generation.terms().metadata()),
                generation.times().acceptedAt(),
                generation.times().endedAt(),
                Documents.Fault.of(generation.error()),
                links.request(generation.id()));
    }

    private static @Nullable List<Estimate.Change> differences(Generation generation) {
        List<Estimate.Change> changes = generation.route().differences().stream()
                .map(Estimate.Change::of)
                .toList();
        return changes.isEmpty() ? null : changes;
    }

    private static Documents.@Nullable Money estimate(Generation.Route route) {
        return route.price() == null || route.currency() == null
                ? null
                : new Documents.Money(route.price(), route.currency());
    }

    Documents.Whole whole(Generation generation) {
        UUID id = generation.id();
        List<Attempt> attempts = generations.attempts(generation);
        return new Documents.Whole(
                id,
                generation.state().status(),
                generation.model(),
                generation.route().provider(),
                generation.route().offering(),
                estimate(generation.route()),
                differences(generation),
                wanted(generation.terms()),
                generation.times().acceptedAt(),
                generation.times().receivedAt(),
                generation.times().endedAt(),
                generation.times().cancelRequestedAt(),
                Documents.Fault.of(generation.error()),
                generations
                        .waiting(generation, attempts)
                        .map(Documents.Wait::of)
                        .orElse(null),
                attempts.stream().map(DescribeRequest::attempt).toList(),
                stored(generation, generations.artifacts(generation)),
                events.of(generation.tenantId(), id).stream()
                        .map(DescribeRequest::happening)
                        .toList(),
                links.status(id),
                links.result(id),
                links.cancel(id));
    }

    private List<Documents.Stored> stored(Generation generation, List<Artifact> artifacts) {
        return artifacts.stream()
                .map(artifact -> results.stored(generation, artifact))
                .toList();
    }

    /** A late result of another attempt is told of beside the output, never as the output. */
    private static int ofFirstAttempt(List<Artifact> artifacts) {
        UUID first = artifacts.getFirst().attemptId();
        return (int) artifacts.stream()
                .takeWhile(artifact -> artifact.attemptId().equals(first))
                .count();
    }

    private static Documents.Try attempt(Attempt attempt) {
        return new Documents.Try(
                attempt.number(),
                attempt.provider(),
                attempt.offering(),
                attempt.state().wire(),
                attempt.remoteState() == null ? null : attempt.remoteState().toLowerCase(Locale.ROOT),
                attempt.times().createdAt(),
                attempt.times().acceptedAt(),
                attempt.times().runningAt(),
                attempt.times().verdictAt(),
                attempt.money().currency(),
                attempt.money().price(),
                attempt.money().cost(),
                attempt.money().units(),
                attempt.money().kind(),
                attempt.money().charge(),
                attempt.money().atRisk(),
                attempt.owed(),
                Documents.Fault.of(attempt.error()));
    }

    private static Documents.Happening happening(Event event) {
        return new Documents.Happening(event.id(), event.number(), event.type(), event.at(), event.data());
    }

    private static Documents.Wanted wanted(Terms terms) {
        return new Documents.Wanted(
                terms.providers().isEmpty() ? null : terms.providers(),
                terms.prefer().wire(),
                terms.allowNearest(),
                terms.priority(),
                terms.startBy(),
                terms.finishBy(),
                terms.onUnknown().wire(),
                terms.webhookUrl(),
                terms.webhookTypes().isEmpty() ? null : terms.webhookTypes(),
                unlessEmpty(terms.metadata()));
    }

    private static @Nullable Map<String, String> unlessEmpty(Map<String, String> metadata) {
        return metadata.isEmpty() ? null : metadata;
    }
}
