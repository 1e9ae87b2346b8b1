package dev.reelay.callback;

import dev.reelay.account.ConfiguredAccounts;
import dev.reelay.account.ProvidersConfig;
import dev.reelay.account.ProvidersConfig.AccountSettings;
import dev.reelay.catalog.Callback;
import dev.reelay.catalog.Callback.SigningKey;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Provider;
import dev.reelay.outside.AddressGuard;
import dev.reelay.outside.Checked;
import dev.reelay.outside.PublicUrl;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which providers are asked to call back, and at what address: those whose definition tells how, once there is a public
 * URL, and a secret where they sign with one. The same in every process; a mistake in the settings ends the start.
 */
@ApplicationScoped
public class Callbacks {
    private static final int SHORTEST_SECRET = 16;

    private final ProvidersConfig providers;
    private final @Nullable String publicUrl;

    Callbacks(CallbacksConfig config, ProvidersConfig providers, Catalog catalog, AddressGuard guard) {
        this.providers = providers;
        this.publicUrl = config.publicUrl().map(url -> checked(url, guard)).orElse(null);
        catalog.providers().forEach(this::checkSecret);
    }

    void started(@Observes @Priority(5) StartupEvent event) {
        // A bean without a caller at start is made at its first use, and would tell of a mistake only then.
    }

    /** Where a provider is to call back about an attempt of one of its accounts; empty when it is not to. */
    public Optional<URI> address(Provider provider, String account, UUID attempt) {
        return takes(provider) && canProve(provider, account)
                ? Optional.of(URI.create(publicUrl + "/callbacks/" + segment(provider.name()) + "/" + attempt))
                : Optional.empty();
    }

    /** Whether a provider is asked to call back, and heard. */
    public boolean takes(Provider provider) {
        Callback callback = provider.callback();
        if (publicUrl == null || callback == null) {
            return false;
        }
        return switch (callback.key()) {
            case SigningKey.Published published -> true;
            case SigningKey.Secret secret -> !secrets(provider, secret).isEmpty();
        };
    }

    /** The secrets of a provider's accounts, each without what stands before it; a callback may be made with any. */
    public List<String> secrets(Provider provider, SigningKey.Secret form) {
        return settings(provider).values().stream()
                .flatMap(account -> account.webhookSecret().stream())
                .map(secret -> withoutPrefix(secret, form))
                .distinct()
                .toList();
    }

    private boolean canProve(Provider provider, String account) {
        Callback callback = provider.callback();
        return callback != null
                && switch (callback.key()) {
                    case SigningKey.Published published -> true;
                    case SigningKey.Secret secret -> {
                        AccountSettings known = settings(provider).get(account);
                        yield known != null && known.webhookSecret().isPresent();
                    }
                };
    }

    private Map<String, AccountSettings> settings(Provider provider) {
        return ConfiguredAccounts.of(providers, provider.name());
    }

    private static String withoutPrefix(String secret, SigningKey.Secret form) {
        return secret.startsWith(form.prefix()) ? secret.substring(form.prefix().length()) : secret;
    }

    private void checkSecret(Provider provider) {
        if (provider.callback() != null && provider.callback().key() instanceof SigningKey.Secret form) {
            settings(provider)
                    .forEach((account, own) -> own.webhookSecret()
                            .filter(secret -> withoutPrefix(secret, form).length() < SHORTEST_SECRET)
                            .ifPresent(tooShort -> {
                                throw new IllegalStateException(ConfiguredAccounts.setting(provider.name(), account)
                                        + ".webhook-secret is too short to be one; copy it as the provider shows it");
                            }));
        }
    }

    private static String checked(String text, AddressGuard guard) {
        return switch (PublicUrl.check(text.strip(), guard)) {
            case Checked.Wrong(String message) ->
                throw new IllegalStateException("reelay.callbacks.public-url " + message);
            case Checked.Fine(URI url)
            when url.getRawQuery() != null ->
                throw new IllegalStateException(
                        "reelay.callbacks.public-url must not have a query; leave it out from ?");
            case Checked.Fine(URI url) -> url.toString().replaceAll("/+$", "");
        };
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
