package dev.reelay.chaos.judge;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads everything that the judge goes by, once nothing moves any more. */
public final class CollectFacts {
    private CollectFacts() {}

    /**
     * All of it.
     *
     * @param accepted the requests whose callers saw a 202
     */
    public static Facts of(Scene scene, Set<UUID> accepted) throws SQLException, IOException, InterruptedException {
        try (ReadLedger ledger = ReadLedger.open(scene)) {
            List<Facts.Attempt> attempts = ledger.attempts();
            List<Facts.Stored> stored = ledger.stored(new ReadBucket(scene.bucket()));
            ReadBill bill = new ReadBill(scene.at().simulator());
            return new Facts(
                    accepted,
                    ledger.generations(),
                    attempts,
                    stored,
                    bill.jobs(),
                    ReadTopic.ends(scene.at().kafka()),
                    served(bill, attempts, stored),
                    ledger.waiting(),
                    ledger.budgetsOff());
        }
    }

    private static Map<String, String> served(ReadBill bill, List<Facts.Attempt> attempts, List<Facts.Stored> stored)
            throws IOException, InterruptedException {
        Set<UUID> wanted = new HashSet<>();
        stored.forEach(object -> wanted.add(object.attempt()));
        Map<String, String> served = new HashMap<>();
        for (Facts.Attempt attempt : attempts) {
            if (wanted.contains(attempt.id()) && attempt.job() != null) {
                served.put(attempt.job(), bill.sha256(attempt.job()));
            }
        }
        return served;
    }
}
