package dev.reelay.cli.run;

/** How a command ends, so that a script can tell what to do next. */
public enum ExitStatus {
    GOOD(0),
    /** The request or batch did not become what was asked for, or some lines of it, or something here is broken. */
    FAILED(1),
    /** The command was not understood. */
    USAGE(2),
    /** The api refused it, and would again. */
    INVALID(3),
    /** There is no valid key, or its role does not cover this. */
    UNAUTHORIZED(4),
    /** Nothing answers, or it is not available at the moment: the same command may work later. */
    UNAVAILABLE(5),
    /** It goes on, and was not waited for any longer. */
    TIMED_OUT(6);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
