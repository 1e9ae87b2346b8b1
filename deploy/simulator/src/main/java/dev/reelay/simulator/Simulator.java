package dev.reelay.simulator;

import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.bill.BillReport;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The hosted providers on one loopback port, each under a prefix, with the bill they would send. All methods may be
 * called from any thread; they look at one consistent moment.
 */
public final class Simulator implements AutoCloseable {
    private final EventLoop loop;
    private final Premises premises;

    private Simulator(EventLoop loop, Premises premises) {
        this.loop = loop;
        this.premises = premises;
    }

    /** Starts with these settings by the system's clock; returns once the port is open. */
    public static Simulator start(SimulatorSettings settings) {
        return start(settings, InstantSource.system());
    }

    /** Starts by another clock: what falls due is done on the first call after the clock has passed it. */
    public static Simulator start(SimulatorSettings settings, InstantSource clock) {
        EventLoop loop = new EventLoop();
        try {
            return new Simulator(loop, Premises.open(loop, settings, clock));
        } catch (RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://" + settings().general(Setting.HOST) + ":" + premises.port());
    }

    /** The base of a provider's own paths, for example {@code http://127.0.0.1:port/fal}. */
    public URI providerUri(String provider) {
        return URI.create(baseUri() + "/" + provider);
    }

    /** What stands here for the server at a real provider's address, its own paths included; empty when nothing does. */
    public Optional<URI> inPlaceOf(URI real) {
        String path = real.getRawPath() == null || real.getRawPath().equals("/") ? "" : real.getRawPath();
        return Premises.prefixOf(String.valueOf(real.getHost())).map(prefix -> URI.create(providerUri(prefix) + path));
    }

    public SimulatorSettings settings() {
        return premises.floor().settings().current();
    }

    /** Changes settings; jobs that were accepted keep theirs, limits hold at once. */
    public void change(UnaryOperator<SimulatorSettings> change) {
        onLoop(() -> {
            premises.floor().settings().change(change);
            premises.floor().studio().review();
            return true;
        });
    }

    /** Lets a fault wait for its submits or calls. */
    public void inject(FaultRule rule) {
        onLoop(() -> {
            premises.floor().plan().add(rule);
            return true;
        });
    }

    /** Forgets all faults that still wait; those of jobs stay. */
    public void clearFaults() {
        onLoop(() -> {
            premises.floor().plan().clear();
            return true;
        });
    }

    /** The bill now, with all lines that are kept. */
    public BillReport bill() {
        return bill(line -> true);
    }

    /** The bill now, with the lines that match; the predicate must be quick. */
    public BillReport bill(Predicate<BillLine> wanted) {
        return onLoop(() -> premises.floor().bill().report(wanted));
    }

    /** Starts a new bill; jobs in flight live on. */
    public void resetBill() {
        onLoop(() -> {
            premises.floor().bill().reset();
            return true;
        });
    }

    /** Ends a job now that would take longer, as it would have ended; false when it has ended already. */
    public boolean finish(String job) {
        return onLoop(() -> premises.floor().studio().finish(known(job)));
    }

    /** The checksum of a finished job's file as it is when nothing goes wrong; seconds for gigabytes. */
    public String sha256(String job) {
        return onLoop(() -> {
                    if (known(job).state() instanceof JobState.Succeeded done) {
                        return done.film().file();
                    }
                    throw new IllegalStateException("job " + job + " has no file");
                })
                .sha256();
    }

    @Override
    public void close() {
        loop.close();
    }

    private Job known(String id) {
        Job job = premises.floor().studio().archive().job(id);
        if (job == null) {
            throw new IllegalArgumentException("no job has the id " + id);
        }
        return job;
    }

    private <T> T onLoop(Callable<T> work) {
        return loop.call(() -> {
            premises.floor().studio().advance();
            return work.call();
        });
    }
}
