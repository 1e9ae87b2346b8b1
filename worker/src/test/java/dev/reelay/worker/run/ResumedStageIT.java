package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.account.TestAccounts;
import dev.reelay.callback.TestCallbacks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stage at which an attempt of unknown outcome is entered again. */
class ResumedStageIT {
    private static final String OFFERING = "fal:fal-ai/luma-dream-machine/ray-2/image-to-video";

    private FreshDatabase fresh;
    private OpenWork openWork;
    private Work work;
    private Duration longest;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        Rows rows = new Rows(fresh.database());
        Catalog catalog = CatalogLoader.load(null, Map.of("fal", URI.create("http://127.0.0.1:1/fal")));
        longest = catalog.longestRender(OFFERING);
        openWork = new OpenWork(
                fresh.database(),
                new Counterparts(catalog, TestAccounts.none(catalog, fresh.database()), TestCallbacks.off(catalog)),
                new ObjectMapper());
        int account = rows.account("fal", 1);
        rows.waiting(rows.tenant("a", 1), account, 1);
        work = Works.claim(fresh.database(), rows, account, 0).getFirst();
        fresh.database().update("update attempt set state = 'UNKNOWN', offering = ?", OFFERING);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void aRestartDoesNotProlongTheTimeOfAnUnknownAttempt() {
        fresh.database().update("update attempt set answer_before = now() - interval '10 min'");

        assertThat(mayStillRender())
                .isBetween(longest.minusMinutes(11), longest.minusMinutes(10).plusSeconds(1));
    }

    @Test
    void whatCanNoLongerBeRenderingIsLetGoAtOnce() {
        fresh.database().update("update attempt set answer_before = now() - interval '9 h'");

        assertThat(mayStillRender()).isZero();
    }

    @Test
    void whatAPersonToldIsFoundByTheProvidersTemplates() {
        fresh.database()
                .update(
                        "update attempt set state = 'ACCEPTED', accepted_at = now(), remote = '{\"id\": \"their-id\"}'");

        assertThat(openWork.reread(work))
                .isInstanceOfSatisfying(
                        Stage.AtProvider.class,
                        at -> assertThat(at.remote())
                                .isEqualTo(RemoteRequest.at(
                                        "http://127.0.0.1:1",
                                        "fal-ai/luma-dream-machine/ray-2/image-to-video",
                                        "their-id")));
    }

    @Test
    void whatAPersonToldIsFoundWhereItWasSentToThen() {
        fresh.database().update("""
                with sold as (
                  insert into account_address (account_id, base_url, key_mark)
                  select account_id, 'https://of-then.example/fal', 'mark-of-then' from attempt returning id)
                update attempt set state = 'ACCEPTED', accepted_at = now(), remote = '{"id": "their-id"}',
                  address_id = (select id from sold)""");

        assertThat(openWork.reread(work)).isInstanceOfSatisfying(Stage.AtProvider.class, at -> {
            assertThat(at.remote().origin()).isEqualTo("https://of-then.example");
            assertThat(at.remote().keyMark()).isEqualTo("mark-of-then");
            assertThat(at.remote().statusUrl())
                    .startsWith("https://of-then.example/fal/")
                    .contains("their-id");
        });
    }

    private Duration mayStillRender() {
        assertThat(openWork.reread(work)).isInstanceOf(Stage.Unknown.class);
        return openWork.reread(work) instanceof Stage.Unknown unknown ? unknown.mayStillRender() : Duration.ZERO;
    }
}
