package dev.reelay.simulator;

import dev.reelay.simulator.bill.Bill;
import dev.reelay.simulator.control.ControlDesk;
import dev.reelay.simulator.fal.Fal;
import dev.reelay.simulator.fault.FaultPlan;
import dev.reelay.simulator.file.FileDesk;
import dev.reelay.simulator.http.Delivery;
import dev.reelay.simulator.journal.JobJournal;
import dev.reelay.simulator.journal.KeptJob;
import dev.reelay.simulator.protocol.Floor;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.protocol.ProviderDesk;
import dev.reelay.simulator.protocol.ProviderProtocol;
import dev.reelay.simulator.runcomfy.RunComfy;
import dev.reelay.simulator.segmind.Segmind;
import dev.reelay.simulator.settings.LiveSettings;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import dev.reelay.simulator.studio.Agenda;
import dev.reelay.simulator.studio.Archive;
import dev.reelay.simulator.studio.Studio;
import dev.reelay.simulator.video.ClipLibrary;
import dev.reelay.simulator.wavespeed.WaveSpeed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Builds everything, opens the port, and keeps the clock's work going. */
record Premises(Floor floor, int port) {
    // The one list to add a provider to.
    private static final List<ProviderProtocol> PROVIDERS =
            List.of(new Fal(), new RunComfy(), new WaveSpeed(), new Segmind());
    private static final long TICK_MS = 5;

    /** The prefix of the provider that really answers at this host, if it is simulated. */
    static Optional<String> prefixOf(String host) {
        return PROVIDERS.stream()
                .filter(provider -> provider.host().equals(host))
                .map(ProviderProtocol::name)
                .findFirst();
    }

    static Premises open(EventLoop loop, SimulatorSettings settings, InstantSource clock) {
        Vertx vertx = loop.vertx();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.general(Setting.HOST))
                .setPort(Integer.parseInt(settings.general(Setting.PORT)))
                // The providers' faults are faults of HTTP/1.1 connections; an upgrade would soften them.
                .setHttp2ClearTextEnabled(false)
                .setAcceptBacklog(4096)
                .setMaxInitialLineLength(16_384);
        CompletableFuture<Premises> opened = new CompletableFuture<>();
        loop.call(() -> {
            HttpServer server = vertx.createHttpServer(options);
            // Links need the port, which is known only once the server listens: until then requests wait.
            FrontDoorLater door = new FrontDoorLater();
            server.requestHandler(door::handle).listen().onComplete(result -> {
                try {
                    if (result.failed()) {
                        opened.completeExceptionally(result.cause());
                    } else {
                        opened.complete(furnish(vertx, settings, clock, server.actualPort(), door));
                    }
                } catch (RuntimeException e) {
                    opened.completeExceptionally(e);
                }
            });
            return true;
        });
        return EventLoop.await(opened);
    }

    private static Premises furnish(
            Vertx vertx, SimulatorSettings settings, InstantSource clock, int port, FrontDoorLater later) {
        Floor floor = floor(vertx, settings, clock, port);
        FileDesk files = new FileDesk(vertx, floor);
        Map<String, ProviderDesk> desks = new LinkedHashMap<>();
        for (ProviderProtocol provider : PROVIDERS) {
            desks.put(provider.name(), new ProviderDesk(vertx, provider, floor, files));
        }
        floor.journal()
                .takeUp(
                        Integer.parseInt(settings.general(Setting.KEEP_JOBS)),
                        job -> desk(desks, job).resume(job));
        later.door = new FrontDoor(floor, desks, files, new ControlDesk(vertx, floor));
        vertx.setPeriodic(TICK_MS, tick -> floor.studio().advance());
        return new Premises(floor, port);
    }

    private static ProviderDesk desk(Map<String, ProviderDesk> desks, KeptJob job) {
        return Objects.requireNonNull(desks.get(job.received().provider()), "a provider of an earlier run");
    }

    private static Floor floor(Vertx vertx, SimulatorSettings settings, InstantSource clock, int port) {
        int kept = Integer.parseInt(settings.general(Setting.KEEP_JOBS));
        long seed = Long.parseLong(settings.general(Setting.SEED));
        RandomGenerator random = seed == 0 ? new SplittableRandom() : new SplittableRandom(seed);
        LiveSettings live = new LiveSettings(settings);
        Studio studio = new Studio(new Agenda(clock), live, random, new Archive(new ClipLibrary(), kept));
        Bill bill = new Bill(kept, Integer.parseInt(settings.general(Setting.KEEP_BODIES)));
        String own = settings.general(Setting.PUBLIC_URI);
        Look.Links links = new Look.Links(
                own.isEmpty() ? "http://" + settings.general(Setting.HOST) + ":" + port : own,
                "http://localhost:" + port);
        String journal = settings.general(Setting.JOURNAL);
        return new Floor(
                studio,
                new FaultPlan(random),
                bill,
                journal.isEmpty() ? JobJournal.none() : JobJournal.at(Path.of(journal)),
                live,
                new Delivery(vertx),
                links);
    }

    /** Stands in for the front door for the moment in which the port is open and the rest is not. */
    private static final class FrontDoorLater {
        private @org.jspecify.annotations.Nullable FrontDoor door;

        private void handle(io.vertx.core.http.HttpServerRequest request) {
            if (door != null) {
                door.handle(request);
            } else {
                request.response().setStatusCode(503).end();
            }
        }
    }
}
