package dev.reelay.chaos;

import dev.reelay.processes.Piece;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Does to the pieces what the schedule says, one after the other, and puts right what it took away. */
final class Disturb {
    private final Fleet fleet;
    private final Map<Disturbance.Kind, Integer> done = new EnumMap<>(Disturbance.Kind.class);

    Disturb(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Works off the schedule. */
    void all(List<Disturbance> schedule) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (Disturbance each : schedule) {
            Thread.sleep(each.after());
            System.out.printf("%5.1f s: %s%n", (System.nanoTime() - begin) / 1e9, each.kind());
            done(each);
            done.merge(each.kind(), 1, Integer::sum);
        }
    }

    /** How often each was done. */
    Map<Disturbance.Kind, Integer> counts() {
        return Map.copyOf(done);
    }

    private void done(Disturbance each) throws IOException, InterruptedException {
        switch (each.kind()) {
            case KILL_WORKER_1 -> kill(each.lasts(), Fleet.WORKERS.get(0));
            case KILL_WORKER_2 -> kill(each.lasts(), Fleet.WORKERS.get(1));
            case KILL_BOTH_WORKERS -> kill(each.lasts(), Fleet.WORKERS.get(0), Fleet.WORKERS.get(1));
            case KILL_API -> kill(each.lasts(), "api");
            case FREEZE_WORKER_1 -> freeze(each.lasts(), Fleet.WORKERS.get(0));
            case FREEZE_WORKER_2 -> freeze(each.lasts(), Fleet.WORKERS.get(1));
            case KILL_KAFKA -> kill(each.lasts(), "kafka");
            case STOP_KAFKA -> stop(each.lasts(), "kafka");
            case KILL_POSTGRESQL -> killPostgres(each.lasts());
            case RESTART_POSTGRESQL -> fleet.pieces().database().restart();
            case KILL_S3 -> kill(each.lasts(), "s3");
            case PROVIDERS_REFUSE ->
                faults(each.lasts(), "submit-503:0.2,submit-429-retry-after:0.1,submit-reset-before-body:0.1");
            case PROVIDERS_AMBIGUOUS ->
                faults(
                        each.lasts(),
                        "submit-reset-after-body-accepted:0.1,submit-close:0.05,submit-504-accepted:0.1,"
                                + "submit-reset-mid-answer:0.05,submit-malformed:0.05,submit-hang-accepted:0.03");
            case PROVIDERS_SLOW -> faults(each.lasts(), "submit-slow:0.5,status-slow:0.2,submit-late-accepted:0.1");
            case STATUS_FAULTS ->
                faults(
                        each.lasts(),
                        "status-500:0.2,status-reset:0.2,status-404:0.1,status-unknown-state*20:0.1,result-503:0.2,"
                                + "status-429-retry-after:0.1,generation-fails:0.05,generation-moderated-output:0.02");
            case DOWNLOAD_FAULTS ->
                faults(
                        each.lasts(),
                        "download-cut@20000:0.3,download-reset:0.1,download-429:0.1,download-503:0.2,"
                                + "download-truncated:0.05,download-no-range:0.1");
        }
    }

    private void kill(Duration lasts, String... names) throws IOException, InterruptedException {
        for (String name : names) {
            fleet.pieces().piece(name).kill();
        }
        Thread.sleep(lasts);
        for (String name : names) {
            fleet.pieces().piece(name).startOnly();
        }
        for (String name : names) {
            fleet.pieces().piece(name).awaitReady();
        }
    }

    private void stop(Duration lasts, String name) throws IOException, InterruptedException {
        Piece piece = fleet.pieces().piece(name);
        piece.close();
        Thread.sleep(lasts);
        piece.start();
    }

    private void freeze(Duration lasts, String name) throws IOException, InterruptedException {
        Piece piece = fleet.pieces().piece(name);
        piece.freeze();
        Thread.sleep(lasts);
        piece.thaw();
    }

    private void killPostgres(Duration lasts) throws IOException, InterruptedException {
        fleet.pieces().database().kill();
        Thread.sleep(lasts);
        fleet.pieces().database().startAgain();
    }

    private void faults(Duration lasts, String chances) throws IOException, InterruptedException {
        fleet.simulate("{\"faults\":\"" + chances + "\"}");
        Thread.sleep(lasts);
        fleet.simulate("{\"faults\":\"\"}");
    }
}
