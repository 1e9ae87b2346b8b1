package dev.reelay.bench.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.bench.load.Caller;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Holds a load against everything that can tell what became of it. State, size and event of every request are checked;
 * the bytes of at most so many are read back, evenly spread, since reading all of very many takes longer than the load.
 */
public final class Verify {
    private static final int READERS = 4;

    private final Rows rows;
    private final Bill bill;
    private final Caller caller;
    private final int mostReadBack;

    public Verify(Rows rows, Bill bill, Caller caller, int mostReadBack) {
        this.rows = rows;
        this.bill = bill;
        this.caller = caller;
        this.mostReadBack = mostReadBack;
    }

    public Outcome verify(Set<UUID> requests, Terminals terminals)
            throws SQLException, IOException, InterruptedException {
        List<Ended> ended = rows.of(requests);
        Map<String, Outcome.Check> checks = new LinkedHashMap<>();
        long completed =
                ended.stream().filter(row -> row.state().equals("COMPLETED")).count();
        checks.put("completed", check(completed == requests.size(), completed + " of " + requests.size()));
        long notOnce = terminals.notOnce(requests);
        checks.put("one_terminal_event_each", check(notOnce == 0, notOnce + " have none or several"));
        JsonNode charged = bill.summary();
        checks.put("submits_equal_requests", submits(charged, requests.size()));
        checks.put("nothing_bought_twice", notTwice(charged));
        checks.put("bytes_are_the_providers", bytes(ended));
        return outcome(checks, ended, terminals);
    }

    private static Outcome.Check check(boolean holds, String counted) {
        return new Outcome.Check(holds, counted);
    }

    private static Outcome.Check submits(JsonNode charged, int requests) {
        long submits = charged.at("/totals/submits/all").asLong();
        return check(submits == requests, submits + " submits of " + requests + " requests");
    }

    private static Outcome.Check notTwice(JsonNode charged) {
        long twice = charged.at("/repeats/acceptedTwice").asLong();
        return check(twice == 0 && charged.at("/repeats/complete").asBoolean(), twice + " bodies were accepted twice");
    }

    private Outcome.Check bytes(List<Ended> ended) throws InterruptedException {
        List<Ended> read = spread(ended.stream()
                .filter(row -> row.job() != null && row.sha256() != null)
                .toList());
        List<Callable<Boolean>> reads =
                read.stream().map(row -> (Callable<Boolean>) () -> isWhole(row)).toList();
        int whole = 0;
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            for (Future<Boolean> one : readers.invokeAll(reads)) {
                whole += one.state() == Future.State.SUCCESS && one.resultNow() ? 1 : 0;
            }
        }
        int wanted = Math.min(mostReadBack, ended.size());
        return check(whole >= wanted && whole == read.size(), whole + " of " + read.size() + " read back");
    }

    private boolean isWhole(Ended row) throws IOException, InterruptedException {
        String wanted = bill.sha256(Objects.requireNonNull(row.job()));
        return wanted.equals(row.sha256()) && wanted.equals(caller.contentSha256(row.id()));
    }

    private List<Ended> spread(List<Ended> all) {
        if (all.size() <= mostReadBack) {
            return all;
        }
        List<Ended> some = new ArrayList<>();
        for (int n = 0; n < mostReadBack; n++) {
            some.add(all.get((int) ((long) n * all.size() / mostReadBack)));
        }
        return some;
    }

    private Outcome outcome(Map<String, Outcome.Check> checks, List<Ended> ended, Terminals terminals)
            throws IOException, InterruptedException {
        Map<String, Duration> times = bill.times();
        List<Double> toRow = new ArrayList<>();
        List<Double> toTopic = new ArrayList<>();
        Instant last = Instant.EPOCH;
        long bytes = 0;
        for (Ended row : ended) {
            Instant end = row.ended();
            Duration rendering = times.get(String.valueOf(row.job()));
            bytes += row.bytes();
            if (end != null && rendering != null) {
                last = end.isAfter(last) ? end : last;
                toRow.add(millis(Duration.between(row.accepted(), end).minus(rendering)));
                Instant told = Instant.ofEpochMilli(terminals.endedAt(row.id()));
                toTopic.add(millis(Duration.between(row.accepted(), told).minus(rendering)));
            }
        }
        toRow.sort(null);
        toTopic.sort(null);
        return new Outcome(checks, toRow, toTopic, last, bytes);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
