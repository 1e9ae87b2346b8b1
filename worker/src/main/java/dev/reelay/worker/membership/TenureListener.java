package dev.reelay.worker.membership;

import java.util.Collection;

/** What the holder of running work must know of the group. Called on the membership's own thread: answer at once. */
public interface TenureListener {
    /** These are ours: resume what is open in them. */
    void begun(Collection<Tenure> tenures);

    /** These are no longer ours: no new submits; drop what is not on the wire. */
    void ended(Collection<Tenure> tenures);

    /** These pools have something to claim now. */
    void received(Collection<Integer> pools);
}
