package dev.reelay.worker.run;

import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.Bill;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where an attempt stands. A step takes one and returns the next; the ledger alone keeps it. */
sealed interface Stage {
    /** A stage from which this worker goes on. */
    sealed interface Open extends Stage {}

    /** A stage after which there is nothing more to do. */
    sealed interface Closed extends Stage {}

    /** Claimed by this worker a moment ago, nothing sent. */
    record Claimed() implements Open {}

    /** Found in SUBMITTING: whoever claimed it may have sent it, and its answer may still come, for so long. */
    record InDoubt(Duration answerStillPossible) implements Open {}

    /** No answer of this worker, or of one before it, will come any more: the provider may be asked whether it has it. */
    record Doubtful(String reason) implements Open {}

    /**
     * The provider has it.
     *
     * @param calledBack whether it has told that there is an end to ask for
     */
    record AtProvider(RemoteRequest remote, Instant acceptedAt, boolean calledBack) implements Open {
        AtProvider(RemoteRequest remote, Instant acceptedAt) {
            this(remote, acceptedAt, false);
        }
    }

    /**
     * Found answered by a provider whose answer is the result itself: whoever sent it may still be reading, for so long.
     * Nothing can be asked for again.
     */
    record Arriving(RemoteRequest remote, Instant acceptedAt, Duration mayStillArrive) implements Open {}

    /** The provider is done; the bytes are not ours yet. Without outputs they came with the answer, or never will. */
    record Rendered(RemoteRequest remote, Instant acceptedAt, List<String> outputs, Bill bill) implements Open {}

    /** The bytes came with the answer and are in the bucket; only the ledger does not know yet. */
    record Delivered(RemoteRequest remote, Instant acceptedAt, Bill bill, List<StoredObject> objects) implements Open {}

    /** Nobody can know whether the provider accepted it. It keeps its slot for so long as it may be rendering. */
    record Unknown(String reason, Duration mayStillRender) implements Open {}

    /** The bytes are in the bucket. */
    record Stored(List<StoredObject> objects) implements Closed {}

    /** Nothing was delivered to the provider; nothing is owed. */
    record NotSent(String reason, Next next) implements Closed {}

    /**
     * The provider said no to the submit; nothing is owed.
     *
     * @param last whether nobody is to be asked for this request again, unless the provider itself asks for that: one that
     *     answers with the result may have said no after it had rendered
     */
    record Refused(Failure failure, boolean last) implements Closed {
        Refused(Failure failure) {
            this(failure, false);
        }
    }

    /** The provider, or the copy, ended it without a result. */
    record Failed(Failure failure, Bill bill) implements Closed {
        Failed(Failure failure) {
            this(failure, Bill.UNTOLD);
        }
    }

    /**
     * We end it without the provider's word, as it has had more time than anything takes. Only its owner may: another may
     * know better.
     */
    record GivenUp(Failure failure) implements Closed {
        /** @param why nobody expects a verdict any more */
        static GivenUp late(String why) {
            return new GivenUp(
                    Failure.of(ErrorClass.TIMEOUT, why + " until long after the longest render; it may be billed"));
        }
    }

    /** The provider cancelled it. */
    record Cancelled(Bill bill) implements Closed {
        Cancelled() {
            this(Bill.UNTOLD);
        }
    }

    /** An unknown attempt that can no longer be rendering: its slot is free, what it was stays unknown. */
    record Forgotten() implements Closed {}

    /** Not ours any more, or closed by somebody else; nothing is written. */
    record Dropped() implements Closed {}

    /** What becomes of the generation of an attempt that was not sent. */
    enum Next {
        /** As soon as its account may: nothing is wrong with the provider. */
        REQUEUE,
        /** After the account has rested: the provider cannot be reached. */
        REST,
        /** Not at all: the caller cancelled. */
        CANCEL,
        /** Not at all: the caller's deadline has passed. */
        EXPIRE
    }
}
