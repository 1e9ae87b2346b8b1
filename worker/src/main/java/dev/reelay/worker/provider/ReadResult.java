package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.outside.RetryAfter;
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
                answer.whole(provider.polled().queuePosition()),
                answer.whole(provider.polled().progress()),
                RetryAfter.of(answer.headers(), clock),
                strangeWord);
    }

    /** For a provider that tells everything in the answer about the state. */
    PollOutcome fromStatus(Ended ended) {
        return ended.state() == RemoteState.SUCCEEDED
                ? succeeded(ended, ended.answer())
                : failed(ended, ended.answer());
    }

    PollOutcome read(Ended ended, Answer result) {
        if (result.success()) {
            return readSuccess(ended, result);
        }
        return verdict(ended.provider(), result)
                .map(told -> failure(ended, result, told))
                .orElseGet(() -> refusedWithoutVerdict(ended, result));
    }

    /** Why the request failed, when a refused result call tells that and does not speak of the call itself. */
    private Optional<Failure> verdict(Provider provider, Answer result) {
        if (!aboutTheRequest(result)) {
            return Optional.empty();
        }
        // A gateway has its own 5xx; only one that says more than its status can come from the render.
        Optional<Failure> told = errors.specific(provider, result)
                .or(() -> result.status() < 500 ? errors.any(provider, result) : Optional.empty());
        return told.filter(failure -> !NOT_YET.contains(failure.errorClass()));
    }

    private PollOutcome refusedWithoutVerdict(Ended ended, Answer result) {
        boolean unexplained = aboutTheRequest(result)
                && result.status() < 500
                && errors.any(ended.provider(), result).isEmpty();
        return unexplained && ended.state() == RemoteState.FAILED
                ? failed(ended, ended.answer())
                : unlessAgreed(ended, result);
    }

    /**
     * That it failed is sure, but the result call may have failed on its own account, and then not why: a moderated
     * request must not be taken for one that may be tried again. Believed is what forbids that, or what both answers say.
     */
    private PollOutcome unlessAgreed(Ended ended, Answer result) {
        Optional<Failure> status = ended.state() == RemoteState.FAILED
                ? errors.specific(ended.provider(), ended.answer())
                : Optional.empty();
        Optional<Failure> agreed = errors.any(ended.provider(), result)
                .filter(told -> told.providerCode() != null
                        && told.providerCode()
                                .equals(status.map(Failure::providerCode).orElse(null)));
        return status.filter(told -> isFinal(told.errorClass()))
                .or(() -> agreed)
                .map(told -> failure(ended, result, told))
                .orElseGet(() -> noVerdict("asked for the result", result));
    }

    private static boolean isFinal(ErrorClass errorClass) {
        return !errorClass.mayTryAgain() && !errorClass.mayTryElsewhere();
    }

    private static boolean aboutTheRequest(Answer result) {
        return result.wellFormed() && !ABOUT_THE_CALL.contains(result.status());
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
            case CANCELLED -> new PollOutcome.Cancelled(Bill.of(ended.provider(), result));
            case FAILED -> failed(ended, result);
            case SUCCEEDED -> succeeded(ended, result);
        };
    }

    private PollOutcome readByState(Ended ended, Answer result) {
        if (ended.state() == RemoteState.SUCCEEDED) {
            return succeeded(ended, result);
        }
        return result.wellFormed() ? failed(ended, result) : unlessAgreed(ended, result);
    }

    private PollOutcome succeeded(Ended ended, Answer result) {
        Provider.Result definition = ended.provider().result();
        List<String> outputs = definition == null ? List.of() : result.texts(definition.outputs());
        if (definition != null && !outputs.isEmpty()) {
            return new PollOutcome.Succeeded(outputs, Bill.of(ended.provider(), result));
        }
        Optional<Failure> told = errors.specific(ended.provider(), result);
        boolean passing = told.isEmpty()
                ? errors.speaks(ended.provider(), result)
                : NOT_YET.contains(told.get().errorClass());
        if (passing || !result.wellFormed()) {
            return noVerdict("a result without an output", result);
        }
        return failure(
                ended,
                result,
                told.orElseGet(() -> Failure.of(
                        ErrorClass.RESULT_LOST,
                        ended.provider().name() + " says that it rendered, and tells no output; it may bill it")));
    }

    /** What the result says of itself goes before what the state's answer says. */
    private PollOutcome failed(Ended ended, Answer result) {
        Provider provider = ended.provider();
        return failure(
                ended,
                result,
                errors.specific(provider, result)
                        .or(() -> errors.specific(provider, ended.answer()))
                        .orElseGet(() ->
                                Failure.of(ErrorClass.PROVIDER_FAILED, provider.name() + " says that it failed")));
    }

    private NoVerdict noVerdict(String reason, Answer answer) {
        return new NoVerdict(
                reason + ", HTTP " + answer.status(), answer.status(), RetryAfter.of(answer.headers(), clock), null);
    }

    private static PollOutcome failure(Ended ended, Answer answer, Failure failure) {
        Bill bill = Bill.of(ended.provider(), answer);
        return failure.errorClass() == ErrorClass.CANCELLED
                ? new PollOutcome.Cancelled(bill)
                : new PollOutcome.Failed(failure, bill);
    }
}
