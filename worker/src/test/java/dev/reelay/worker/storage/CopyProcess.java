package dev.reelay.worker.storage;

import dev.reelay.storage.S3Clients;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Copies in a process of its own, as a worker would, so that its heap can be bounded; prints a line for each copy. */
public final class CopyProcess {
    private CopyProcess() {}

    /** Takes the store's endpoint, how many copies run at once, and the links, all of one origin. */
    public static void main(String[] arguments) throws Exception {
        // Without a configuration everything is logged, which is more than is copied.
        Logger.getLogger("").setLevel(Level.WARNING);
        CopySettings settings = CopySettings.at(URI.create(arguments[0])).parallel(Integer.parseInt(arguments[1]));
        try (S3Clients clients = new S3Clients(settings.storage());
                OutgoingHttp http = Outside.reaching(URI.create(arguments[2]).resolve("/"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            StoreResult storing = TestStore.storing(clients, settings);
            HttpResultSources sources = new HttpResultSources(http, settings);
            List<Future<StoredObject>> copies = new ArrayList<>();
            long start = System.nanoTime();
            for (String link : List.of(arguments).subList(2, arguments.length)) {
                ObjectKey key = new ObjectKey("t", UUID.randomUUID(), UUID.randomUUID(), 0);
                copies.add(threads.submit(() -> storing.store(sources.of(link), key)));
            }
            for (Future<StoredObject> copy : copies) {
                StoredObject stored = copy.get();
                System.out.println("stored " + stored.bytes() + " " + stored.sha256() + " " + stored.key());
            }
            System.out.println("millis " + (System.nanoTime() - start) / 1_000_000 + " cpu-millis " + cpu()
                    + " peak-heap " + peakHeap());
        }
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed() >> 20)
                .sum();
    }
}
