package dev.reelay.simulator.bill;

/** A number that goes up and down, and the highest it has been. Lives on the event loop. */
final class Gauge {
    private int now;
    private int most;

    void up() {
        now++;
        most = Math.max(most, now);
    }

    void down() {
        now--;
    }

    /** What it shows at this moment. */
    BillReport.Level level() {
        return new BillReport.Level(now, most);
    }

    /** Forgets the highest, not the present: jobs in flight stay in flight. */
    void reset() {
        most = now;
    }
}
