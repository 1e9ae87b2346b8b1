package dev.reelay.worker.callback;

import dev.reelay.account.Accounts;
import dev.reelay.callback.CallbackKeys;
import dev.reelay.callback.Callbacks;
import dev.reelay.catalog.Callback;
import dev.reelay.catalog.Callback.SigningKey;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Provider;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.outside.AddressGuard;
import dev.reelay.outside.Checked;
import dev.reelay.outside.PublicUrl;
import dev.reelay.worker.outside.CallLimits;
import dev.reelay.worker.outside.CallOutcome;
import dev.reelay.worker.outside.OutgoingCall;
import dev.reelay.worker.outside.OutgoingHttp;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Keeps the keys by which providers sign their callbacks, of those that are asked to call back. Every worker looks; the
 * database lets one fetch. What cannot be fetched or read leaves those that are kept.
 */
@ApplicationScoped
class FetchCallbackKeys {
    private static final Logger LOG = Logger.getLogger(FetchCallbackKeys.class);
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 256 * 1024);

    private final Catalog catalog;
    private final Accounts accounts;
    private final Callbacks callbacks;
    private final CallbackKeys keys;
    private final OutgoingHttp http;
    private final AddressGuard guard;

    FetchCallbackKeys(
            Catalog catalog,
            Accounts accounts,
            Callbacks callbacks,
            CallbackKeys keys,
            OutgoingHttp http,
            AddressGuard guard) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.callbacks = callbacks;
        this.keys = keys;
        this.http = http;
        this.guard = guard;
    }

    /** Keys that came unprotected would prove nothing; such an address ends the start. */
    void started(@Observes @Priority(20) StartupEvent event) {
        published().forEach((provider, at) -> {
            if (PublicUrl.check(at.toString(), guard) instanceof Checked.Wrong(String message)) {
                throw new IllegalStateException("the address of the keys of " + provider + " " + message + ": " + at);
            }
        });
    }

    @Scheduled(every = "{reelay.callbacks.keys:20s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        published().forEach((provider, at) -> {
            try {
                if (keys.takeTurn(provider)) {
                    fetch(provider, at);
                }
            } catch (DatabaseUnavailable e) {
                LOG.debugf("keys are looked at when the database answers, provider=%s: %s", provider, e.getMessage());
            }
        });
    }

    private void fetch(String provider, URI at) {
        switch (http.call(OutgoingCall.of("GET", at, Map.of("Accept", "application/json"), LIMITS))) {
            case CallOutcome.Answered answered
            when answered.status() == 200 ->
                keep(provider, KeySet.read(answered.body().bytes()));
            case CallOutcome.Answered answered -> failed(provider, "HTTP " + answered.status());
            case CallOutcome.NotDelivered(CallOutcome.Stage stage, String reason) -> failed(provider, reason);
            case CallOutcome.Ambiguous(String reason, int status) -> failed(provider, reason);
        }
    }

    private void keep(String provider, List<String> found) {
        if (found.isEmpty()) {
            failed(provider, "an answer without an Ed25519 key");
        } else {
            keys.keep(provider, found);
            LOG.infof("fetched the keys of callbacks, provider=%s keys=%d", provider, (Integer) found.size());
        }
    }

    private static void failed(String provider, String reason) {
        LOG.warnf(
                "the keys of callbacks could not be fetched, tries again in a minute, provider=%s: %s",
                provider, reason);
    }

    private Map<String, URI> published() {
        Map<String, URI> published = new LinkedHashMap<>();
        for (Provider provider : catalog.providers()) {
            Callback callback = provider.callback();
            if (callback != null
                    && callback.key() instanceof SigningKey.Published(URI at)
                    && callbacks.takes(provider)
                    && !accounts.of(provider.name()).isEmpty()) {
                published.put(provider.name(), at);
            }
        }
        return published;
    }
}
