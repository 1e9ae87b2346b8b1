package dev.reelay.api.caller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.audit.Act;
import dev.reelay.audit.AuditLog;
import dev.reelay.audit.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what the caller does to the installation, in one transaction with the act itself. */
@ApplicationScoped
public class Audit {
    private final AuditLog log;
    private final Caller caller;

    Audit(AuditLog log, Caller caller) {
        this.log = log;
        this.caller = caller;
    }

    /** Whose acts are kept. */
    public Caller caller() {
        return caller;
    }

    /**
     * Does something and keeps an entry of it.
     *
     * @param entry what to keep of what came of it; null when nothing was done after all
     */
    public <T> T keeping(Supplier<T> doing, Function<T, @Nullable Entry> entry) {
        return log.keeping(caller.tenant().id(), caller.keyId(), doing, entry);
    }

    /** The same of what is known beforehand, where it was {@code done}. */
    public <T> T keeping(Act act, String subject, JsonNode details, Supplier<T> doing, Predicate<T> done) {
        return keeping(doing, result -> done.test(result) ? new Entry(act, subject, details) : null);
    }
}
