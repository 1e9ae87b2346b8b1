package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.error.Failure;
import dev.reelay.worker.outside.RetryAfter;
import dev.reelay.worker.provider.PollOutcome.NoVerdict;
import dev.reelay.worker.provider.Wire.Reply;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the state of a request and, when the state is an end, for the result, which has the last word. What is not an
 * answer of the provider about this request is no verdict.
 */
final class PollProvider {
    private final Wire wire;
    private final ReadResult results;
    private final ErrorRules errors;
    private final InstantSource clock;

    PollProvider(Wire wire, ErrorRules errors, InstantSource clock) {
        this.wire = wire;
        this.results = new ReadResult(errors, clock);
        this.errors = errors;
        this.clock = clock;
    }

    PollOutcome poll(Provider provider, RemoteRequest request, Credential key) {
        Provider.Call call = provider.polled().call();
        Reply reply = wire.ask(provider, call, Addresses.of(provider, call, request, request.statusUrl()), key);
        return switch (reply) {
            case Reply.Nothing nothing -> new NoVerdict(nothing.reason(), nothing.status());
            case Reply.Told(Answer answer)
            when !answer.success() ->
                noVerdict(
                        "asked for the state",
                        answer,
                        errors.any(provider, answer).orElseGet(() -> errors.byStatus(provider, answer)));
            case Reply.Told(Answer answer) -> read(provider, request, key, answer);
        };
    }

    private PollOutcome read(Provider provider, RemoteRequest request, Credential key, Answer answer) {
        String word = answer.text(provider.polled().state());
        if (word == null) {
            return noVerdict(
                    "an answer without a state",
                    answer,
                    errors.specific(provider, answer).orElse(null));
        }
        RemoteState state = provider.polled().states().get(word);
        return switch (state) {
            case null -> results.running(provider, answer, RemoteState.RUNNING, word);
            case QUEUED, RUNNING -> results.running(provider, answer, state, null);
            case CANCELLED -> new PollOutcome.Cancelled(Bill.of(provider, answer));
            case SUCCEEDED, FAILED -> ended(provider, request, key, new ReadResult.Ended(provider, state, answer));
        };
    }

    private PollOutcome ended(Provider provider, RemoteRequest request, Credential key, ReadResult.Ended ended) {
        Provider.Call call = resultCall(provider, ended.state());
        if (call == null) {
            return results.fromStatus(ended);
        }
        Reply reply = wire.ask(provider, call, Addresses.of(provider, call, request, request.resultUrl()), key);
        return switch (reply) {
            case Reply.Nothing nothing -> new NoVerdict(nothing.reason(), nothing.status());
            case Reply.Told(Answer result) -> results.read(ended, result);
        };
    }

    private NoVerdict noVerdict(String reason, Answer answer, @Nullable Failure meaning) {
        return new NoVerdict(
                reason + ", HTTP " + answer.status(),
                answer.status(),
                RetryAfter.of(answer.headers(), clock),
                meaning == null ? null : meaning.errorClass());
    }

    private static Provider.@Nullable Call resultCall(Provider provider, RemoteState state) {
        Provider.Result result = provider.result();
        return result == null || (state == RemoteState.FAILED && !result.onFailure()) ? null : result.call();
    }
}
