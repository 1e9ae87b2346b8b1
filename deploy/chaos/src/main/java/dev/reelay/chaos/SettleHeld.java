package dev.reelay.chaos;

import dev.reelay.chaos.judge.CollectFacts;
import dev.reelay.chaos.judge.Facts;
import dev.reelay.chaos.load.Requester;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets a run come to rest, and plays the person for whom requests are held: looks at the provider's bill and says what is
 * found there, and what becomes of the rest.
 */
final class SettleHeld {
    private SettleHeld() {}

    /** Everything that is known when nothing moves any more, or when the time for that is over. */
    static Facts andCollect(Fleet fleet, Requester person, Set<UUID> accepted, Duration most)
            throws IOException, SQLException, InterruptedException {
        Ledger ledger = new Ledger(fleet.at().jdbc());
        // What is sent once more for a person may be in doubt once more, and what a blocking call bought cannot be
        // fetched
        // by its id: then the person gives it up.
        for (List<String> words = List.of("resubmit", "fail"); ; words = List.of("fail")) {
            Settle.await(ledger, most);
            Facts facts = CollectFacts.of(fleet.scene(), accepted);
            List<Facts.Generation> held =
                    facts.generations().stream().filter(facts::isHeld).toList();
            if (held.isEmpty()) {
                return facts;
            }
            for (int n = 0; n < held.size(); n++) {
                settle(facts, held.get(n), words.get(n % words.size()), words.size() > 1, person);
            }
            System.out.printf("settled %d held requests by hand%n", held.size());
        }
    }

    private static void settle(Facts facts, Facts.Generation held, String otherwise, boolean looks, Requester person)
            throws InterruptedException {
        int attempt = facts.attempts().stream()
                .filter(each -> each.generation().equals(held.id()) && each.isUnknown())
                .mapToInt(Facts.Attempt::number)
                .max()
                .orElseThrow();
        List<Facts.Job> found = looks ? facts.unnamedJobs(held) : List.of();
        if (found.isEmpty()) {
            person.settle(held.id(), attempt, otherwise, null);
        } else {
            person.settle(held.id(), attempt, "accepted", found.getFirst().id());
        }
    }
}
