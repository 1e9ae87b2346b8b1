package dev.reelay.api.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Fills the tables as a busy week leaves them: one in ten is another tenant's; one in fifty has failed, one in a hundred was
 * cancelled, the newest are open; a batch, a model and a provider have a few of the oldest.
 */
@ApplicationScoped
public class ManyRequests {
    /** The batch of the oldest. */
    public static final String BATCH = "01a1fc50-5482-7000-8f00-f089b6b2d998";

    private static final int PIECE = 10_000;
    private static final int DAYS = 8;

    private final Tables tables;

    ManyRequests(Tables tables) {
        this.tables = tables;
    }

    /** So many, the newest from now, the oldest a week ago; in pieces, as no statement may take long. */
    public void fill(int many) {
        tables.update("insert into tenant (name) values ('crowd') on conflict do nothing");
        for (int from = 1; from <= many; from += PIECE) {
            generations(many, from, Math.min(many, from + PIECE - 1));
        }
        attempts();
        tables.update("""
                insert into lane (pool_id, tenant_id, offering_id)
                select distinct pool_id, tenant_id, offering_id from generation where waiting on conflict do nothing""");
        for (String table : List.of("generation", "attempt", "event")) {
            tables.update("vacuum analyze " + table);
        }
    }

    private void generations(int many, int from, int to) {
        tables.update("""
                insert into generation (id, tenant_id, model, offering, provider, offering_id, pool_id, batch_id, state, waiting,
                    eff_at, accepted_at, received_at, on_unknown, candidates, metadata, attempts, events, error_class,
                    error_message, price, currency, ended_at)
                select uuidv7(-age), case when n % 10 = 0 then (select id from tenant where name = 'crowd')
                      else (select id from tenant where name = 'acme') end,
                    case when old then 'old/model' else 'luma/ray-2/image-to-video' end, f.name,
                    case when old then 'old' when n % 3 = 0 then 'runcomfy' else 'fal' end, f.id, f.pool_id,
                    case when old then ?::uuid when n % 4 = 0 then uuidv7() end, state, state = 'QUEUED',
                    now() - age, now() - age, now() - age, 'fail', jsonb_build_array(jsonb_build_object('offering', f.name,
                      'provider', 'fal', 'price', 0.5, 'currency', 'USD')), jsonb_build_object('shot', n::text), 1, 4,
                    case when state = 'FAILED' then case n % 3 when 0 then 'moderated' when 1 then 'timeout'
                      else 'provider_failed' end end, case when state = 'FAILED' then 'as told' end, 0.5, 'USD',
                    case when state not in ('QUEUED', 'RUNNING') then now() - age + interval '40 s' end
                from (select n, interval '7 days' * n / ? as age, n > ? - 50 as old, case when n <= 300 then 'QUEUED'
                    when n <= 500 then 'RUNNING' when n % 50 = 0 then 'FAILED' when n % 100 = 1 then 'CANCELLED'
                    else 'COMPLETED' end as state
                    from generate_series(?, ?) n) made
                cross join (select * from offering where name like 'fal:%' order by id limit 1) f""", BATCH, many, many, from, to);
    }

    private void attempts() {
        for (int day = 0; day < DAYS; day++) {
            tables.update("""
                    insert into attempt (id, generation_id, tenant_id, number, account_id, provider, offering, offering_id, state,
                        partition, epoch, created_at, send_before, answer_before, remote, accepted_at, price, currency,
                        verdict_at, done_at)
                    select uuidv7(accepted_at - now()), id, tenant_id, 1,
                      (select id from account where provider = 'fal' limit 1), provider, offering, offering_id,
                      case state when 'COMPLETED' then 'SUCCEEDED' when 'RUNNING' then 'ACCEPTED' else state end, 0, 1,
                      accepted_at, accepted_at, accepted_at, jsonb_build_object('id', id), accepted_at, price, currency,
                      ended_at, ended_at
                    from generation where state <> 'QUEUED' and accepted_at <= now() - make_interval(days => ?)
                      and accepted_at > now() - make_interval(days => ? + 1)
                    on conflict do nothing""", day, day);
        }
    }
}
