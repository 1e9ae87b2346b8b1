package dev.reelay.simulator.protocol;

/** What a cancel came to. */
public enum CancelOutcome {
    /** The job is cancelled. */
    CANCELLED,
    /** The job is cancelled, answered in the words for a job taken out of the queue. */
    REMOVED,
    /** The job is cancelled, answered in words that promise nothing. */
    REQUESTED,
    /** The words of success, but the job goes on. */
    IGNORED,
    /** The job is at work and goes on. */
    NOT_STOPPED,
    /** The job had ended. */
    TOO_LATE
}
