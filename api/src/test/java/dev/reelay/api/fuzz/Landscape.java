package dev.reelay.api.fuzz;

import dev.reelay.api.fuzz.Operation.Parameter;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Tables;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Two tenants, each with a key of every role, and with things of every kind; a word of its own is in all texts of each. */
final class Landscape {
    private static final List<String> ROLES = List.of("viewer", "operator", "admin");
    private static final List<Owned> TENANTS =
            List.of(new Owned("fuzz-north", "qarlanth7f3"), new Owned("fuzz-south", "vexoria9b1"));

    private final Tables tables;
    private final List<Key> keys = new ArrayList<>();
    private final Map<UUID, Owned> owners = new ConcurrentHashMap<>();

    private Landscape(Tables tables) {
        this.tables = tables;
    }

    /**
     * A tenant and what it has.
     *
     * @param word stands in every text of it, and in no other's
     * @param ids of what it has, by the kind of the parameter that names it
     */
    record Owned(String tenant, String word, Map<String, List<String>> ids) {
        Owned(String tenant, String word) {
            this(tenant, word, new ConcurrentHashMap<>());
        }

        boolean is(Owned other) {
            return tenant.equals(other.tenant());
        }
    }

    /** A key. */
    record Key(Owned owner, String role, UUID id, String secret) {
        boolean isAdmin() {
            return role.equals("admin");
        }

        @Override
        public String toString() {
            return role + " of " + owner.tenant();
        }
    }

    /** Makes all of it. */
    static Landscape make(Tables tables) {
        Landscape made = new Landscape(tables);
        TENANTS.forEach(owned -> {
            owned.ids().clear();
            made.fill(owned);
        });
        return made;
    }

    /** The things of both tenants are whole again, and their keys open what they should. */
    void restore() {
        tables.update(
                "update tenant set suspended_at = null, per_second = null, burst = null where name like 'fuzz-%'");
        keys.forEach(key -> tables.update(
                "update api_key set revoked_at = null, expires_at = null, per_second = null, burst = null, role = ? where id = ?",
                key.role(),
                key.id()));
        tables.update("update budget set closed_at = clock_timestamp() where closed_at is null and amount < 1000000");
    }

    /** Any key, a better one as often where only admins may. Callbacks bear none. */
    @Nullable
    Key anyKey(Operation operation, Random random) {
        boolean ofAdmins = operation.path().matches("/v1/(keys|tenants|audit|accounts|offerings|budgets).*");
        return operation.path().startsWith("/callbacks")
                ? null
                : keys.stream()
                        .skip(
                                ofAdmins && random.nextBoolean()
                                        ? 2 + 3L * random.nextInt(2)
                                        : random.nextInt(keys.size()))
                        .findFirst()
                        .orElseThrow();
    }

    /** Something that there is, for a parameter: mostly the caller's own, at times the other tenant's. */
    Optional<String> known(Parameter parameter, @Nullable Key caller, Random random) {
        Owned other = TENANTS.get(random.nextInt(TENANTS.size()));
        Owned whose = caller == null || random.nextInt(3) == 0 ? other : caller.owner();
        List<String> ids = whose.ids().getOrDefault(parameter.kind(), List.of());
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
    }

    /** Whose a thing is; nothing where that is not known. */
    Optional<Owned> owner(UUID id) {
        return Optional.ofNullable(owners.get(id));
    }

    /** The words of everybody else. */
    List<String> foreignWords(Owned to) {
        return TENANTS.stream().filter(owned -> !owned.is(to)).map(Owned::word).toList();
    }

    /** What was made is its maker's. */
    void made(Owned by, UUID id) {
        owners.putIfAbsent(id, by);
    }

    private void fill(Owned owned) {
        tables.update("insert into tenant (name) values (?) on conflict do nothing", owned.tenant());
        ROLES.forEach(role -> keys.add(key(owned, role)));
        note(owned, "TenantName", owned.tenant());
        note(
                owned,
                "KeyId",
                idOf(
                        Client.ACME
                                .call()
                                .contentType("application/json")
                                .body("""
                {"tenant": "%s", "name": "spare %s"}""".formatted(owned.tenant(), owned.word()))
                                .post("/v1/keys"),
                        "id"));
        Client admin = new Client(keys.getLast().secret());
        note(owned, "WebhookId", idOf(post(admin, "/v1/webhooks", """
                {"url": "https://%s.example.com/hook", "description": "%1$s"}""".formatted(owned.word())), "id"));
        note(owned, "BudgetId", idOf(post(admin, "/v1/budgets", """
                {"name": "%s", "period": "total", "amount": 1000000, "when_spent": "refuse"}""".formatted(owned.word())), "id"));
        String batch = idOf(batch(admin, owned), "batch_id");
        note(owned, "BatchId", batch);
        note(owned, "batch_id", batch);
        requests(owned, admin);
        tables.position();
        deliveries(owned);
    }

    private Key key(Owned owned, String role) {
        Response made = post(Client.ACME, "/v1/keys", """
                {"tenant": "%s", "name": "%s %1$s", "role": "%2$s"}""".formatted(owned.tenant(), role));
        UUID id = UUID.fromString(made.path("id"));
        made(owned, id);
        return new Key(owned, role, id, made.path("key"));
    }

    private static Response batch(Client admin, Owned owned) {
        String line =
                "{\"custom_id\": \"%s-%d\", \"model\": \"%s\", \"input\": {\"prompt\": \"%1$s\", \"image_url\": \"https://example.com/a.jpg\"}}%n";
        return admin.call()
                .header("Content-Type", "application/jsonl")
                .body((line.formatted(owned.word(), 1, Client.MODEL) + line.formatted(owned.word(), 2, Client.MODEL))
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/batches?name=" + owned.word());
    }

    private void requests(Owned owned, Client admin) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Response receipt = admin.submit("""
                    {"model": "%s", "providers": ["fal"], "metadata": {"word": "%s"}, "webhook_url": "https://%2$s.example.com/r",
                     "input": {"prompt": "%2$s %s", "image_url": "https://%2$s.example.com/a.jpg"}}""".formatted(Client.MODEL, owned.word(), i == 5 ? "x".repeat(1000) : ""));
            ids.add(UUID.fromString(idOf(receipt, "request_id")));
            note(owned, "RequestId", ids.getLast().toString());
        }
        tables.complete(ids.get(0), owned.word() + "/", 2);
        tables.fail(ids.get(1), "moderated");
        tables.hold(ids.get(2));
        tables.claim(ids.get(3));
        for (UUID id : ids.subList(0, 4)) {
            Optional.ofNullable(tables.text("select min(id::text) from attempt where generation_id = ?", id))
                    .ifPresent(attempt -> note(owned, "attempt", attempt));
        }
    }

    private void deliveries(Owned owned) {
        String all = tables.text("""
                select string_agg(d.id::text, ',') from (select d.id from delivery d join tenant t on t.id = d.tenant_id
                  where t.name = ? limit 5) d""", owned.tenant());
        List.of(all.split(",")).forEach(id -> note(owned, "DeliveryId", id));
    }

    private void note(Owned owned, String kind, String id) {
        owned.ids().computeIfAbsent(kind, k -> new ArrayList<>()).add(id);
        Call.idsIn(id).forEach(known -> made(owned, known));
    }

    private static Response post(Client client, String address, String body) {
        return client.call().contentType("application/json").body(body).post(address);
    }

    private static String idOf(Response answer, String name) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the landscape is not made: " + answer.asString());
        }
        return answer.path(name);
    }
}
