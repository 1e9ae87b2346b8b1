package dev.reelay.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.http.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One provider's wire protocol: how it reads calls and words answers. It holds no state; jobs, limits, faults and money
 * are the same for all and live elsewhere.
 */
public interface ProviderProtocol {
    /** The prefix of its paths and the name of its settings. */
    String name();

    /** The host that the real provider answers at. */
    String host();

    List<ModelCard> models();

    /** The key of a call, or null when there is none under the provider's own scheme. */
    @Nullable
    String key(MultiMap headers);

    /** What a call asks for; the path is what follows the prefix, without a slash at either end. */
    Route route(HttpMethod method, String path);

    /** A refusal; the subject is the model, job, path or sentence it is about. */
    Answer refusal(Refusal refusal, String subject);

    /** The refusal of an input, or null when this provider looks at inputs only when the job runs. */
    @Nullable
    Answer invalid(List<InputProblem> problems);

    default SubmitOptions options(MultiMap headers, MultiMap parameters) {
        return SubmitOptions.NONE;
    }

    /** An id for a new job. */
    default String newId() {
        return UUID.randomUUID().toString();
    }

    Answer accepted(Look look);

    Answer status(Look look);

    Answer result(Look look);

    default Answer cancelled(Look look, CancelOutcome outcome) {
        return refusal(Refusal.UNKNOWN_PATH, look.job().id());
    }

    /** Whether a cancel reaches jobs that are at work. */
    default boolean cancelsRunning() {
        return false;
    }

    /** The answer of a blocking submit whose job has ended, or null when it is the film itself. */
    default @Nullable Answer blocked(Look look) {
        return result(look);
    }

    /** What goes with the film that is the answer of a blocking submit. */
    default Map<String, String> filmHeaders(Look look) {
        return Map.of();
    }

    /** The news of an ended job, where the provider sends any. */
    default @Nullable Notice notice(Look look) {
        return null;
    }

    /** The list of an account's jobs, newest first; the query is the body of the call. */
    default Answer history(List<Look> newestFirst, ObjectNode query) {
        return refusal(Refusal.UNKNOWN_PATH, "");
    }

    /** A page of its own. */
    default Answer page(String name) {
        return refusal(Refusal.UNKNOWN_PATH, name);
    }
}
