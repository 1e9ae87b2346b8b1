package dev.reelay.simulator.control;

import dev.reelay.simulator.bill.Bill;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.bill.BillReport;
import io.vertx.core.MultiMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bill with the filters of a query: provider, model, job, key, state, and a text that the body contains. */
final class BillControl {
    private final Bill bill;

    BillControl(Bill bill) {
        this.bill = bill;
    }

    BillReport show(MultiMap query) {
        String prompt = query.get("prompt");
        Predicate<BillLine> wanted =
                equal(query.get("provider"), line -> line.received().provider());
        return bill.report(
                wanted.and(equal(query.get("model"), line -> line.received().model()))
                        .and(equal(query.get("job"), line -> line.verdict().job()))
                        .and(equal(query.get("key"), line -> line.received().key()))
                        .and(equal(query.get("state"), line -> line.course().state()))
                        .and(line -> prompt == null || contains(line.received().body(), prompt)));
    }

    BillReport summary() {
        return bill.summary();
    }

    void reset() {
        bill.reset();
    }

    private static Predicate<BillLine> equal(@Nullable String wanted, Part part) {
        return line -> wanted == null || wanted.equals(part.of(line));
    }

    private static boolean contains(@Nullable String body, String text) {
        return body != null && body.contains(text);
    }

    /** One part of a line. */
    private interface Part {
        @Nullable
        String of(BillLine line);
    }
}
