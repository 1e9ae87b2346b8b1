package dev.reelay.catalog;

import dev.reelay.error.ErrorClass;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who renders, as its definition file describes it. Every {@link Expression} here is evaluated over one document,
 * {@code {"http": 200, "headers": {"retry-after": "3"}, "body": …}} (header names in lower case; the body as parsed JSON,
 * or as a string where it is none), and every path is a template over {@code {model}}, {@code {id}} and the provider's own
 * {@code variables}.
 *
 * @param name the short name, such as {@code fal}
 * @param keyVariable the environment variable that holds the credential
 * @param variables further path variables, each an expression over {@code {"model": …}}, such as fal's two-segment app
 * @param poll null exactly where the submit blocks until the result is there: then there is nothing to ask for
 * @param errors tried in order over any answer that is not a success, which is an HTTP status other than 2xx, a failed
 *     state, or an answer without what was asked for; the first that holds decides
 * @param history null exactly where the recovery is another
 * @param callback null where it does not call back
 * @param signals null where it tells nothing of its account
 */
public record Provider(
        String name,
        String title,
        URI baseUrl,
        String keyVariable,
        Authentication authentication,
        Map<String, Expression> variables,
        Submit submit,
        @Nullable Poll poll,
        @Nullable Result result,
        @Nullable Cancel cancel,
        List<ErrorRule> errors,
        Lifetimes lifetimes,
        Recovery recovery,
        @Nullable History history,
        @Nullable Callback callback,
        @Nullable Signals signals) {

    /** How its requests are asked for; only for one whose submit does not block. */
    public Poll polled() {
        if (poll == null) {
            throw new IllegalStateException(
                    "nothing can be asked of " + name + ", whose submit answers with the result");
        }
        return poll;
    }

    /** The same provider at another address, such as a simulator's. */
    public Provider at(URI otherBaseUrl) {
        return new Provider(
                name,
                title,
                otherBaseUrl,
                keyVariable,
                authentication,
                variables,
                submit,
                poll,
                result,
                cancel,
                errors,
                lifetimes,
                recovery,
                history,
                callback,
                signals);
    }

    /** The header that carries the credential, and what stands before it, such as {@code Bearer }. */
    public record Authentication(String header, String prefix) {}

    /** One HTTP call: a method and a path template below the base URL. */
    public record Call(String method, String path) {}

    /**
     * The paid call. The addresses are expressions for the links that the answer may carry; a link of another origin is
     * not followed, and where there is none the templates serve.
     *
     * @param timeout of the whole call
     * @param beginWithin the header that tells in how many seconds it must have begun; null where there is none
     * @param blocking whether the answer is the result itself, so that a cut connection loses it
     * @param id null only where the submit blocks
     */
    public record Submit(
            Call call,
            Duration timeout,
            boolean blocking,
            Map<String, String> headers,
            @Nullable String beginWithin,
            @Nullable Expression id,
            @Nullable Expression statusUrl,
            @Nullable Expression resultUrl,
            @Nullable Expression cancelUrl) {}

    /**
     * How the state is asked for.
     *
     * @param states the provider's word for a state to ours; a word that is missing here means "keep polling, and warn"
     * @param queuePosition how many stand before, where told
     * @param progress per cent, where told
     */
    public record Poll(
            Call call,
            Expression state,
            Map<String, RemoteState> states,
            @Nullable Expression queuePosition,
            @Nullable Expression progress,
            Pace pace) {}

    /**
     * Where the outputs are told, and by which call; without a call they stand in the answer to the poll, or to a submit that
     * blocks.
     *
     * @param call null when the poll's own answer holds the outputs
     * @param onFailure whether a failed state is looked up here too, because only this answer tells why
     * @param state null when an HTTP success is a success
     * @param outputs to a list of URLs
     * @param cost to a number in the provider's currency, where told
     */
    public record Result(
            @Nullable Call call,
            boolean onFailure,
            @Nullable Expression state,
            Map<String, RemoteState> states,
            Expression outputs,
            @Nullable Expression cost) {}

    /**
     * What any of its answers may tell of money, beside the cost of a result.
     *
     * @param remainingCredits to a number: what the account has left
     * @param billableUnits to a number: what a request counts in the provider's own units
     */
    public record Signals(
            @Nullable Expression remainingCredits, @Nullable Expression billableUnits) {}

    /** How a cancel is asked for; the first rule that holds says what the answer means, none means {@code REQUESTED}. */
    public record Cancel(Call call, List<CancelRule> outcomes) {}

    /** What an answer to a cancel means. */
    public record CancelRule(Expression when, CancelOutcome outcome) {}

    /**
     * What an answer means as an error.
     *
     * @param message to a text for people
     * @param code to the provider's own code
     */
    public record ErrorRule(
            Expression when,
            ErrorClass errorClass,
            @Nullable Expression message,
            @Nullable Expression code) {}

    /**
     * When to ask for the state: not before {@code first}, then every {@code every}, growing to {@code longest} for long
     * renders. Once it is learned how long an offering takes, {@code least} and {@code longest} are the bounds within which
     * the looks come when an end is likely. A {@code Retry-After} of the provider wins over all.
     */
    public record Pace(Duration first, Duration every, Duration longest, Duration least) {}

    /** How long the provider keeps the record of a request and the file of a result, as far as it is known. */
    public record Lifetimes(Duration record, Duration result) {}

    /** What can tell whether a submit without an answer was accepted; a callback may, beside any of them. */
    public enum Recovery {
        NONE,
        HISTORY,
        CALLBACK
    }

    /** A provider's state, in our words. */
    public enum RemoteState {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    /** What came of asking a provider to cancel. */
    public enum CancelOutcome {
        /** It will not render, or stopped; nothing more to come. */
        CANCELLED,
        /** It heard us and may still finish. */
        REQUESTED,
        /** It goes on or is done; a result may be waiting. */
        TOO_LATE,
        /** It does not know the request. */
        NOT_FOUND
    }
}
