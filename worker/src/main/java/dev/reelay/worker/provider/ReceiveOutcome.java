package dev.reelay.worker.provider;

import dev.reelay.error.Failure;
import dev.reelay.worker.outside.StreamedAnswer;
import java.io.InputStream;
import java.util.List;

/** What came of a paid call whose answer is the result itself. From {@link Arriving} to {@link Lost} it was a success. */
public sealed interface ReceiveOutcome {

    /**
     * The result is on the wire, and comes only once.
     *
     * @param answer to be closed by whoever reads it
     * @param body all its bytes
     */
    record Arriving(RemoteRequest request, Bill bill, StreamedAnswer answer, InputStream body)
            implements ReceiveOutcome {}

    /** The answer tells where the results wait. */
    record Linked(RemoteRequest request, List<String> outputs, Bill bill) implements ReceiveOutcome {}

    /** A success whose result cannot be had; it will be on the bill. */
    record Lost(String reason) implements ReceiveOutcome {}

    /** The provider tried, and says that it failed. */
    record Failed(Failure failure, Bill bill) implements ReceiveOutcome {}

    /** Neither: what the answer, or its absence, means for a submit. */
    record NoSuccess(SubmitOutcome outcome) implements ReceiveOutcome {}
}
