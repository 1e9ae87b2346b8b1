package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.account.Accounts;
import dev.reelay.account.TestAccounts;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.Bill;
import dev.reelay.worker.provider.Credential;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What providers tell of money is kept: with the attempt what it costs, with the account what is left. */
class MoneyToldIT {
    private static final Bill BILL = new Bill(new BigDecimal("0.45"), new BigDecimal("3"));
    private static final RemoteRequest REMOTE = RemoteRequest.at("http://127.0.0.1:1", "ray-2", "their-id");

    private FreshDatabase fresh;
    private Ledger ledger;
    private Work work;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        Rows rows = new Rows(fresh.database());
        ledger = new Ledger(fresh.database(), new ObjectMapper());
        int account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 1);
        work = Works.claim(fresh.database(), rows, account, 0).getFirst();
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void theBillOfAResultStaysWhateverBecomesOfIt() {
        ledger.keep(work, new Stage.Rendered(REMOTE, Instant.EPOCH, List.of("http://127.0.0.1:1/a.mp4"), BILL));
        assertThat(told()).isEqualTo("done 0.45 3");

        ledger.keep(work, new Stage.Rendered(REMOTE, Instant.EPOCH, List.of("http://127.0.0.1:1/b.mp4"), Bill.UNTOLD));
        ledger.keep(work, new Stage.Failed(Failure.of(ErrorClass.RESULT_LOST, "gone")));
        assertThat(told()).isEqualTo("lost 0.45 3");
    }

    @Test
    void soDoesThatOfAFailure() {
        ledger.keep(work, new Stage.Failed(Failure.of(ErrorClass.PROVIDER_FAILED, "it broke"), BILL));

        assertThat(told()).isEqualTo("failed_charged 0.45 3");
    }

    @Test
    void andThatOfACancel() {
        ledger.keep(work, new Stage.AtProvider(REMOTE, Instant.EPOCH));
        ledger.keep(work, new Stage.Cancelled(BILL));

        assertThat(told()).isEqualTo("cancelled_charged 0.45 3");
    }

    @Test
    void theLastWordOfAnAccountIsKept() {
        Accounts accounts = TestAccounts.at("segmind", CatalogLoader.load(null, Map.of()), fresh.database());
        KeepCredits credits = new KeepCredits(accounts, fresh.database());

        credits.left("segmind", new Credential("key"), new BigDecimal("18.4"));
        credits.left("segmind", new Credential("key"), new BigDecimal("16.8"));
        credits.left("segmind", new Credential("a former key"), new BigDecimal("900"));
        credits.keep();

        assertThat(one("select credits::text from account where provider = 'segmind' and credits_at is not null"))
                .isEqualTo("16.8");
    }

    private String told() {
        return one("select concat_ws(' ', charge_kind, charge, billable_units) from attempt");
    }

    private String one(String sql) {
        return fresh.database().query(sql, row -> row.getString(1)).getFirst();
    }
}
