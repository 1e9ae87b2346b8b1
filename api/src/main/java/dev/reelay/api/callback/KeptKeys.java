package dev.reelay.api.callback;

import dev.reelay.callback.CallbackKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys as a worker has kept them in the database. Wrong signatures, however many, cost it one look a second. */
@ApplicationScoped
class KeptKeys implements SigningKeys {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration JUST_READ = Duration.ofSeconds(1);

    private final CallbackKeys kept;
    private final Map<String, Read> reads = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    KeptKeys(CallbackKeys kept) {
        this.kept = kept;
    }

    private record Read(List<String> keys, long at) {}

    @Override
    public List<String> of(String provider) {
        return read(provider, FRESH);
    }

    @Override
    public List<String> newest(String provider) {
        List<String> keys = read(provider, JUST_READ);
        Long last = asked.get(provider);
        if (last == null || isOlder(last, JUST_READ)) {
            asked.put(provider, System.nanoTime());
            kept.ask(provider);
        }
        return keys;
    }

    private List<String> read(String provider, Duration age) {
        @Nullable Read last = reads.get(provider);
        if (last == null || isOlder(last.at(), age)) {
            last = new Read(kept.of(provider), System.nanoTime());
            reads.put(provider, last);
        }
        return last.keys();
    }

    private static boolean isOlder(long at, Duration age) {
        return System.nanoTime() - at > age.toNanos();
    }
}
