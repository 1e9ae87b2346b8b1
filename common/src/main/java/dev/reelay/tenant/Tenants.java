package dev.reelay.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes tenants and keys, and takes keys back. */
@ApplicationScoped
public class Tenants {
    private final TenantRows tenants;
    private final ApiKeyRows keys;
    private final EntityManager database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Tenants(TenantRows tenants, ApiKeyRows keys, EntityManager database, InstantSource clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
    }

    /** The tenant with this name. */
    @Transactional
    public Optional<Tenant> named(String name) {
        return tenants.named(name);
    }

    /** The names of all tenants, by their ids. */
    @Transactional
    public Map<Integer, String> names() {
        return tenants.listAll().stream().map(TenantRow::tenant).collect(Collectors.toMap(Tenant::id, Tenant::name));
    }

    /** The tenant with this name, made if there is none; an existing one keeps the prefixes that it has. */
    @Transactional
    public Tenant ensure(String name, List<String> inputPrefixes) {
        database.createNativeQuery(
                        "insert into tenant (name, input_prefixes) values (?1, ?2) on conflict (name) do nothing")
                .setParameter(1, name)
                .setParameter(2, inputPrefixes.toArray(String[]::new))
                .executeUpdate();
        return tenants.named(name).orElseThrow();
    }

    /** A new key of a tenant, for an operator; this is the only time it is seen. */
    @Transactional
    public ApiKey issueKey(Tenant tenant, String label) {
        return issueKey(tenant, label, Role.OPERATOR);
    }

    /** The same, with this role. */
    @Transactional
    public ApiKey issueKey(Tenant tenant, String label, Role role) {
        ApiKey key = ApiKey.random(random);
        keys.persist(new ApiKeyRow(UUID.randomUUID(), tenant.id(), label, key.hash(), role, clock.instant()));
        return key;
    }

    /** Sees to it that a tenant has this key, an admin's, for the first start of an installation. */
    @Transactional
    public Tenant ensure(String name, ApiKey key) {
        Tenant tenant = ensure(name, List.of());
        database.createNativeQuery("""
                        insert into api_key (id, tenant_id, label, hash, role) values (?1, ?2, 'bootstrap', ?3, 'admin')
                        on conflict (hash) do nothing""")
                .setParameter(1, UUID.randomUUID())
                .setParameter(2, tenant.id())
                .setParameter(3, key.hash())
                .executeUpdate();
        return tenant;
    }

    /** Takes a key back; processes that have seen it forget it within seconds. */
    @Transactional
    public void revoke(ApiKey key) {
        keys.withHash(key.hash()).ifPresent(row -> row.revoked(clock.instant()));
    }
}
