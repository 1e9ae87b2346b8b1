package dev.reelay.simulator.fault;

/** Where a fault strikes. */
public enum Moment {
    SUBMIT("the submit"),
    STATUS("the status call"),
    RESULT("the result call"),
    CANCEL("the cancel"),
    HISTORY("the history"),
    GENERATION("the generation"),
    DOWNLOAD("the download"),
    WEBHOOK("the webhook");

    private final String phrase;

    Moment(String phrase) {
        this.phrase = phrase;
    }

    String phrase() {
        return phrase;
    }
}
