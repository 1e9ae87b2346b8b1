package dev.reelay.worker.provider;

import java.util.List;

/** What a search of a provider's history came to. That it shows nothing never means that nothing was accepted. */
public sealed interface HistoryOutcome {

    /**
     * It was read to its end.
     *
     * @param matches requests of this model, time and input
     * @param untold how many of this model and time do not tell their input
     */
    record Read(List<RemoteRequest> matches, int untold) implements HistoryOutcome {}

    /** It could not be read, or not to its end. */
    record NotRead(String reason) implements HistoryOutcome {}
}
