package dev.reelay.spend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the ledger, as the price book alone would have it, with what providers told. */
@ApplicationScoped
public class ReportDrift {
    private final Database database;
    private final ObjectMapper json;

    ReportDrift(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A line for each offering that was charged for, those that differ most first. */
    public List<Drift> report(int tenant, Days days) {
        return database.query("""
                with charged as (
                  select a.offering, coalesce(a.currency, 'USD') as currency, a.generation_id, a.number, a.charge_kind, a.cost,
                    a.billable_units, a.created_at, settled_charge(a.state, a.error_class, null, a.price) as expected
                  from attempt a
                  where a.tenant_id = ? and a.created_at >= ? and a.created_at < ?
                    and a.id >= uuid7_floor(?::timestamptz - interval '1 hour') and a.id < uuid7_floor(?::timestamptz + interval '1 hour')
                    and (a.cost is not null or a.charge_kind in ('done', 'lost'))),
                ranked as (
                  select *, case when cost is distinct from expected and cost is not null then row_number() over (
                    partition by offering, currency, cost is null
                    order by abs(cost - coalesce(expected, 0)) desc, created_at desc) end as place
                  from charged)
                select offering, currency, count(cost) as told, count(*) filter (where cost <> expected) as differing,
                  count(*) filter (where cost is not null and expected is null) as unpriced,
                  count(*) filter (where cost is null) as untold,
                  coalesce(sum(expected) filter (where cost is not null), 0) as expected,
                  coalesce(sum(cost) filter (where expected is not null), 0) as charged,
                  coalesce(sum(cost) filter (where expected is null), 0) as charged_unpriced,
                  coalesce(jsonb_agg(jsonb_build_object('request', generation_id, 'number', number, 'kind', charge_kind,
                    'expected', expected, 'charged', cost, 'units', billable_units, 'at', created_at) order by place)
                    filter (where place <= 5), '[]') as examples
                from ranked group by offering, currency
                order by abs(coalesce(sum(cost - coalesce(expected, 0)), 0)) desc, offering, currency""", this::drift, tenant, days.begin(), days.end(), days.begin(), days.end());
    }

    private Drift drift(ResultSet row) throws SQLException {
        return new Drift(
                row.getString("offering"),
                row.getString("currency"),
                row.getLong("told"),
                row.getLong("differing"),
                row.getLong("unpriced"),
                row.getLong("untold"),
                row.getBigDecimal("expected"),
                row.getBigDecimal("charged"),
                row.getBigDecimal("charged_unpriced"),
                examples(row.getString("examples")));
    }

    private List<Drift.Example> examples(String text) {
        List<Drift.Example> examples = new ArrayList<>();
        for (JsonNode example : parsed(text)) {
            examples.add(new Drift.Example(
                    UUID.fromString(example.path("request").asText()),
                    example.path("number").asInt(),
                    example.path("kind").asText("open"),
                    amount(example.path("expected")),
                    example.path("charged").decimalValue(),
                    amount(example.path("units")),
                    OffsetDateTime.parse(example.path("at").asText()).toInstant()));
        }
        return examples;
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database made this JSON", e);
        }
    }

    private static @Nullable BigDecimal amount(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }
}
