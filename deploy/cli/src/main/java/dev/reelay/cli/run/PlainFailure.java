package dev.reelay.cli.run;

/** Something that one line tells, with the status to end with. */
public final class PlainFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitStatus status;

    public PlainFailure(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    public ExitStatus status() {
        return status;
    }
}
