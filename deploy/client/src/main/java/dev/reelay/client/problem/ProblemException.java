package dev.reelay.client.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The api answered, and not with what was asked for. Its message names every fault; it never has the api key, as that is no part
 * of an answer.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    public ProblemException(int status, Problem problem, @Nullable Duration retryAfter) {
        super(status + " " + problem.sentence());
        this.status = status;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public Problem problem() {
        return problem;
    }

    /** How long the api says to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether there is no valid key, or its role does not cover what was asked for. */
    public boolean unauthorized() {
        return status == 401 || status == 403;
    }

    /** Whether the same call may well be answered later, as nothing is wrong with it. */
    public boolean passing() {
        return status == 502 || status == 503 || status == 504;
    }
}
