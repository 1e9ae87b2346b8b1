package dev.reelay.worker.membership;

/**
 * One assignment of one partition to this worker. It ends with revocation, loss, or the sight of a higher epoch in the
 * database, and never begins again: a new assignment is another tenure.
 */
public final class Tenure {
    private final int partition;
    private final long epoch;
    private volatile boolean held = true;

    Tenure(int partition, long epoch) {
        this.partition = partition;
        this.epoch = epoch;
    }

    /** The partition of the workers' topic. */
    public int partition() {
        return partition;
    }

    /** The number of this assignment, as it stands on every row that belongs to it. */
    public long epoch() {
        return epoch;
    }

    /** What memory knows; the database has the last word on every write and every submit. */
    public boolean held() {
        return held;
    }

    void end() {
        held = false;
    }

    @Override
    public String toString() {
        return partition + "@" + epoch;
    }
}
