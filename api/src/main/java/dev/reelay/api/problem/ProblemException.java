package dev.reelay.api.problem;

/** Ends the handling of a request with this problem; no fault of ours, so it has no stack. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What is to be answered. */
    public Problem problem() {
        return problem;
    }
}
