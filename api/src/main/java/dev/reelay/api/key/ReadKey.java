package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.tenant.Key;
import dev.reelay.tenant.KeyDraft;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenant;
import dev.reelay.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an admin says of a key, and tells of keys. */
@ApplicationScoped
class ReadKey {
    private static final Set<String> CHANGEABLE = Set.of("name", "role", "expires_at", "rate_limit", "any_provider");
    private static final Set<String> FIELDS =
            Set.of("tenant", "name", "role", "expires_at", "rate_limit", "any_provider");

    private final Tenants tenants;
    private final InstantSource clock;

    ReadKey(Tenants tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** A new key, and whose it is to be. */
    record Wanted(Tenant tenant, KeyDraft draft) {}

    Wanted whole(JsonNode body, Tenant own) {
        ReadDraft read = new ReadDraft(body, FIELDS);
        KeyDraft draft = draft(read);
        if (read.fields().present("name") == null) {
            read.fields().refuse("name", "is missing: what you call it");
        }
        Tenant tenant = tenant(read).orElse(own);
        read.endIfRefused();
        return new Wanted(tenant, draft);
    }

    KeyDraft change(JsonNode body) {
        ReadDraft read = new ReadDraft(body, CHANGEABLE);
        read.mustSaySomething();
        KeyDraft draft = draft(read);
        read.endIfRefused();
        return draft;
    }

    KeyDocuments.One document(Key key) {
        return KeyDocuments.One.of(key, clock.instant());
    }

    KeyDocuments.One document(Key key, String clear) {
        return KeyDocuments.One.of(key, clock.instant(), clear);
    }

    /** What says which key it was. */
    static JsonNode named(Key key) {
        return JsonNodeFactory.instance.objectNode().put("name", key.name()).put("tenant", key.tenant());
    }

    private KeyDraft draft(ReadDraft read) {
        return new KeyDraft(read.name(), role(read), expiry(read), read.limit(), anyProvider(read));
    }

    private Optional<Tenant> tenant(ReadDraft read) {
        String name = read.fields().text("tenant", "the name of a tenant");
        Optional<Tenant> tenant = name == null ? Optional.empty() : tenants.named(name.replace("\0", ""));
        if (name != null && tenant.isEmpty()) {
            read.fields().refuse("tenant", "must be the name of a tenant; /v1/tenants lists them");
        }
        return tenant;
    }

    private static @Nullable Boolean anyProvider(ReadDraft read) {
        boolean said = read.fields().flag("any_provider");
        return read.says("any_provider") ? said : null;
    }

    private static @Nullable Role role(ReadDraft read) {
        String word = read.fields().text("role", "one of viewer, operator, admin");
        Optional<Role> role = word == null ? Optional.empty() : Role.named(word);
        if (word != null && role.isEmpty()) {
            read.fields().refuse("role", "must be one of viewer, operator, admin");
        }
        return role.orElse(null);
    }

    private KeyDraft.@Nullable Setting<Instant> expiry(ReadDraft read) {
        Instant time = read.fields().time("expires_at");
        if (time != null && !time.isAfter(clock.instant())) {
            read.fields().refuse("expires_at", "lies in the past");
        }
        return read.says("expires_at") ? new KeyDraft.Setting<>(time) : null;
    }
}
