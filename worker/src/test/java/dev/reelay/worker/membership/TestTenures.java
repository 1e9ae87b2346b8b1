package dev.reelay.worker.membership;

/** Tenures without a group. */
public final class TestTenures {
    private TestTenures() {}

    public static Tenure of(int partition, long epoch) {
        return new Tenure(partition, epoch);
    }
}
