package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.PollOutcome.NoVerdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the end of a request means, from the answer about its state and, where there is one, the answer with its result. */
final class ReadResult {
    /** These speak of the call and not of the request. */
    private static final Set<Integer> ABOUT_THE_CALL = Set.of(401, 402, 403, 404, 405, 408, 409, 425, 429);

    /** A result call that fails like this says that the call may do better another time. */
    private static final Set<ErrorClass> NOT_YET =
            Set.of(ErrorClass.UNAUTHORIZED, ErrorClass.OUT_OF_CREDIT, ErrorClass.RATE_LIMITED, ErrorClass.UNAVAILABLE);

    private final ErrorRules errors;
    private final InstantSource clock;

    ReadResult(ErrorRules errors, InstantSource clock) {
        this.errors = errors;
        this.clock = clock;
    }

    /** A request that the provider calls ended, and the answer that says so. */
    record Ended(Provider provider, RemoteState state, Answer answer) {}

    PollOutcome running(Provider provider, Answer answer, RemoteState state, @Nullable String strangeWord) {
        return new PollOutcome.Running(
                state,
                answer.whole(provider.poll().queuePosition()),
                answer.whole(provider.poll().progress()),
                RetryAfter.of(answer.headers(), clock),
                strangeWord);
    }

    /** For a provider that tells everything in the answer about the state. */
    PollOutcome fromStatus(Ended ended) {
        return ended.state() == RemoteState.SUCCEEDED
                ? succeeded(ended, ended.answer())
                : failed(ended, ended.answer());
    }

    /**
     * No answer tells the result. That it failed is sure then, but not why, unless the state's answer gives a code: a
     * moderated request must not be taken for one that may be tried elsewhere.
     */
    PollOutcome withoutResult(Ended ended, NoVerdict noVerdict) {
        return ended.state() == RemoteState.FAILED
                ? errors.specific(ended.provider(), ended.answer())
                        .filter(told -> told.providerCode() != null)
                        .map(ReadResult::failure)
                        .orElse(noVerdict)
                : noVerdict;
    }

    PollOutcome read(Ended ended, Answer result) {
        if (result.success()) {
            return readSuccess(ended, result);
        }
        boolean aboutTheRequest =
                result.wellFormed() && result.status() < 500 && !ABOUT_THE_CALL.contains(result.status());
        if (ended.state() == RemoteState.FAILED) {
            return aboutTheRequest ? failed(ended, result) : failedWithoutResult(ended, result);
        }
        return aboutTheRequest ? refusedAfterSuccess(ended, result) : noVerdict("asked for the result", result);
    }

    private PollOutcome readSuccess(Ended ended, Answer result) {
        Provider.Result definition = ended.provider().result();
        if (definition == null || definition.state() == null) {
            return readByState(ended, result);
        }
        String word = result.text(definition.state());
        if (word == null) {
            return noVerdict("a result without a state", result);
        }
        RemoteState state = definition.states().get(word);
        return switch (state) {
            case null -> running(ended.provider(), result, RemoteState.RUNNING, word);
            case QUEUED, RUNNING -> running(ended.provider(), result, state, null);
            case CANCELLED -> new PollOutcome.Cancelled();
            case FAILED -> failed(ended, result);
            case SUCCEEDED -> succeeded(ended, result);
        };
    }

    private PollOutcome readByState(Ended ended, Answer result) {
        if (ended.state() == RemoteState.SUCCEEDED) {
            return succeeded(ended, result);
        }
        return result.wellFormed()
                ? failed(ended, result)
                : withoutResult(ended, noVerdict("a result that cannot be read", result));
    }

    private PollOutcome succeeded(Ended ended, Answer result) {
        Provider.Result definition = ended.provider().result();
        List<String> outputs = definition == null ? List.of() : result.texts(definition.outputs());
        if (definition != null && !outputs.isEmpty()) {
            return new PollOutcome.Succeeded(outputs, result.decimal(definition.cost()));
        }
        Failure failure = errors.specific(ended.provider(), result)
                .orElseGet(() -> Failure.of(
                        ErrorClass.PROVIDER_FAILED, ended.provider().name() + " finished without an output"));
        return result.wellFormed() && !NOT_YET.contains(failure.errorClass())
                ? failure(failure)
                : noVerdict("a result without an output", result);
    }

    /** What the result says of itself goes before what the state's answer says, and both before a rule for everything. */
    private PollOutcome failed(Ended ended, Answer result) {
        Provider provider = ended.provider();
        return failure(errors.specific(provider, result)
                .or(() -> errors.specific(provider, ended.answer()))
                .or(() -> result.success() ? Optional.empty() : errors.any(provider, result))
                .orElseGet(() -> Failure.of(ErrorClass.PROVIDER_FAILED, provider.name() + " says that it failed")));
    }

    private PollOutcome failedWithoutResult(Ended ended, Answer result) {
        if (result.status() == 404) {
            return failed(ended, ended.answer());
        }
        return result.wellFormed()
                ? errors.specific(ended.provider(), result)
                        .map(ReadResult::failure)
                        .orElseGet(() -> withoutResult(ended, noVerdict("asked for the result", result)))
                : withoutResult(ended, noVerdict("asked for the result", result));
    }

    private PollOutcome refusedAfterSuccess(Ended ended, Answer result) {
        return errors.any(ended.provider(), result)
                .filter(failure -> !NOT_YET.contains(failure.errorClass()))
                .map(ReadResult::failure)
                .orElseGet(() -> noVerdict("asked for the result", result));
    }

    private NoVerdict noVerdict(String reason, Answer answer) {
        return new NoVerdict(
                reason + ", HTTP " + answer.status(), answer.status(), RetryAfter.of(answer.headers(), clock));
    }

    private static PollOutcome failure(Failure failure) {
        return failure.errorClass() == ErrorClass.CANCELLED
                ? new PollOutcome.Cancelled()
                : new PollOutcome.Failed(failure);
    }
}
