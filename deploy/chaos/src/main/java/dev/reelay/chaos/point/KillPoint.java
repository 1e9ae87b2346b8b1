package dev.reelay.chaos.point;

import dev.reelay.chaos.agent.Moment;
import dev.reelay.chaos.agent.TrapOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Where an attempt can be when its worker dies, in the order of its way, and what is owed then. Each is a method of the
 * worker as it is built: a test holds this list against the classes, and a worker whose trap cannot be set does not start.
 */
public enum KillPoint {
    /** Nothing was sent and nothing is owed; but only the dead worker knew, so that the outcome is unknown. */
    CLAIMED("after the claim, before the last look", "run.SubmitAttempt#submit", Moment.ENTRY, ""),

    /** As before. */
    CHECKED("after the last look, before the socket", "run.ReadyToSend#check", Moment.RETURN, ""),

    /** As before: the provider sees a connection that ends without a byte. */
    CONNECTED("connected, before a byte leaves", "outside.Exchange#handOver", Moment.RETURN, Below.THE_PAID_CALL),

    /** A render, if the provider took what it had read: the outcome is unknown. */
    SENT(
            "sent, before the answer comes",
            "org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection#receiveResponseHeader",
            Moment.ENTRY,
            Below.THE_PAID_CALL),

    /** A render whose id nobody knows but the provider: the outcome is unknown. */
    ANSWERED("answered, before the id is kept", "run.Ledger#accepted", Moment.ENTRY, ""),

    /** A render, which is polled by whoever comes next. */
    ACCEPTED("id kept, before the first poll", "run.Ledger#accepted", Moment.RETURN, ""),

    /** A finished render: the verdict is asked for again. */
    JUDGED("verdict read, before it is kept", "run.Ledger#rendered", Moment.ENTRY, ""),

    /** A finished render: the copy begins at whoever comes next. */
    RENDERED("verdict kept, before the copy", "run.Ledger#rendered", Moment.RETURN, ""),

    /** A finished render whose object lies in the bucket: it is found there. */
    COPIED("copied, before the ledger knows", "run.Ledger#stored", Moment.ENTRY, ""),

    /** Nothing: all of it is written, and its event goes out from the table. */
    STORED("ledger kept, before the next", "run.Ledger#stored", Moment.RETURN, ""),

    /** A refusal or an unknown outcome that is not written: whoever comes next calls it unknown. */
    SETTLED("ended without a render, before the ledger knows", "run.Ledger#settle", Moment.ENTRY, "");

    private static final String WORKER = "dev.reelay.worker.";

    private final String title;
    private final String spot;
    private final Moment moment;
    private final String below;

    KillPoint(String title, String spot, Moment moment, String below) {
        this.title = title;
        this.spot = spot;
        this.moment = moment;
        this.below = below;
    }

    /** Its name in options, tables and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it is, in a few words. */
    public String title() {
        return title;
    }

    /** What the agent is told to kill there. */
    public TrapOrder order(int gather, Duration patience, Path report) {
        return new TrapOrder(full(spot), moment, full(below), gather, patience, report);
    }

    private static String full(String spot) {
        return spot.isEmpty() || spot.startsWith("org.") ? spot : WORKER + spot;
    }

    /** A constant of the enum cannot name one that comes after it. */
    private static final class Below {
        static final String THE_PAID_CALL = "run.SubmitAttempt#submit";
    }
}
