package dev.reelay.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerouteIT {
    private static final String FAL = "fal:ray-2";
    private static final String RUNCOMFY = "runcomfy:ray-2";
    private static final String SEGMIND = "segmind:ray-2";

    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private int fal;
    private int runcomfy;
    private int tenant;
    private long epoch;

    @BeforeEach
    void threeProviders() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        fal = rows.account("fal", 100);
        runcomfy = rows.account("runcomfy", 100);
        rows.account("segmind", 100);
        tenant = rows.tenant("a", 1);
        epoch = rows.assigned(0, "worker");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "breaker | update offering set opened_at = now(), open_until = now() + interval '1 min' where name = 'fal:ray-2'",
                "paused | update offering set paused_at = now() where name = 'fal:ray-2'",
                "paused | update account set paused_at = now() where provider = 'fal'",
                "account_out | update account set out_reason = 'unauthorized' where provider = 'fal'",
                "cool_down | update account set cooldown_until = now() + interval '1 min' where provider = 'fal'",
                "not_offered | update offering set known_at = now() - interval '11 min' where name = 'fal:ray-2'",
                "no_account | update account set configured = false where provider = 'fal'"
            })
    void whatIsBlockedIsLeftForTheNextThatIsWell(String reason, String block) {
        List<UUID> ids = rows.waitingFor(tenant, 3, FAL, RUNCOMFY, SEGMIND);
        assertThat(reroute(100)).isZero();

        database.update(block);
        assertThat(reroute(100)).isEqualTo(3);

        assertThat(rows.claim(runcomfy, 10, 0, epoch)).hasSize(3);
        assertThat(rows.text("select distinct provider || ' ' || account_id from attempt"))
                .isEqualTo("runcomfy " + runcomfy);
        assertThat(rows.text("""
                select distinct data ->> 'from_provider' || ' ' || (data ->> 'provider') || ' ' || (data ->> 'reason')
                from event where type = 'generation.rerouted'""")).isEqualTo("fal runcomfy " + reason);
        assertThat(rows.count("select count(distinct subject_id) from event where type = 'generation.rerouted'"))
                .isEqualTo(ids.size());
    }

    @Test
    void aShortRestMovesNobody() {
        rows.waitingFor(tenant, 3, FAL, RUNCOMFY);

        database.update(
                "update account set cooldown_until = clock_timestamp() + interval '5 s' where provider = 'fal'");

        assertThat(reroute(100)).isZero();
    }

    @Test
    void oneAccountThatIsWellIsEnough() {
        rows.account("fal", "second", 1);
        rows.waitingFor(tenant, 3, FAL, RUNCOMFY);

        database.update("update account set out_reason = 'out_of_credit' where id = ?", fal);

        assertThat(reroute(100)).isZero();
    }

    @Test
    void slotsAllHeldByUnknownOutcomesAreNoneToWaitFor() {
        database.update("update account set slots = 2 where id = ?", fal);
        rows.waitingFor(tenant, 5, FAL, RUNCOMFY);
        List<UUID> begun = rows.claim(fal, 5, 0, epoch);
        assertThat(begun).hasSize(2);

        rows.settled(begun.getFirst(), "UNKNOWN", "unknown", "submit_outcome_unknown");
        assertThat(reroute(100)).as("one slot will be free").isZero();

        rows.settled(begun.getLast(), "UNKNOWN", "unknown", "submit_outcome_unknown");
        assertThat(reroute(100)).isEqualTo(3);
        assertThat(rows.text("select distinct data ->> 'reason' from event where type = 'generation.rerouted'"))
                .isEqualTo("unknown_outcomes");
    }

    @Test
    void slotsAllHeldByWhatTheProviderDoesNotAnswerAboutAreNoneToWaitFor() {
        database.update("update account set slots = 2 where id = ?", fal);
        rows.waitingFor(tenant, 5, FAL, RUNCOMFY);
        List<UUID> begun = rows.claim(fal, 5, 0, epoch);
        begun.forEach(rows::taken);

        assertThat(unanswered(begun.getFirst(), true)).isTrue();
        assertThat(reroute(100)).as("one slot will be free").isZero();

        assertThat(unanswered(begun.getLast(), true)).isTrue();
        assertThat(unanswered(begun.getFirst(), false)).as("it answers again").isTrue();
        assertThat(reroute(100)).isZero();

        assertThat(unanswered(begun.getFirst(), true)).isTrue();
        assertThat(unanswered(begun.getFirst(), true)).as("it is noted already").isFalse();
        assertThat(reroute(100)).isEqualTo(3);
        assertThat(rows.text("select distinct data ->> 'reason' from event where type = 'generation.rerouted'"))
                .isEqualTo("no_answers");
    }

    @Test
    void anUnknownOutcomeAndOneThatIsNotAnsweredHoldTwoSlots() {
        database.update("update account set slots = 2 where id = ?", fal);
        rows.waitingFor(tenant, 5, FAL, RUNCOMFY);
        List<UUID> begun = rows.claim(fal, 5, 0, epoch);
        rows.settled(begun.getFirst(), "UNKNOWN", "unknown", "submit_outcome_unknown");
        rows.taken(begun.getLast());

        unanswered(begun.getLast(), true);

        assertThat(reroute(100)).isEqualTo(3);
    }

    private boolean unanswered(UUID attempt, boolean unanswered) {
        return database.query(
                        "select keep_unanswered(id, epoch, ?) from attempt where id = ?",
                        row -> row.getBoolean(1),
                        unanswered,
                        attempt)
                .getFirst();
    }

    @Test
    void theLongestWaitingMoveFirstAndKeepTheirPlace() {
        List<UUID> ids = rows.waitingFor(tenant, 5, FAL, RUNCOMFY);
        for (int i = 0; i < ids.size(); i++) {
            database.update(
                    "update generation set eff_at = now() - make_interval(secs => ?::int) where id = ?",
                    100 - i,
                    ids.get(i));
        }
        rows.waitingFor(tenant, 5, RUNCOMFY);
        database.update("update account set paused_at = now() where provider = 'fal'");

        assertThat(reroute(2)).isEqualTo(2);
        assertThat(at(RUNCOMFY)).contains(ids.get(0), ids.get(1)).doesNotContain(ids.get(2));
        reroute(100);

        List<UUID> claimed = database.query(
                "select generation_id from claim((select pool_id from account where id = ?), 5, 0, ?, interval '5 s', interval '60 s')",
                row -> row.getObject(1, UUID.class),
                runcomfy,
                epoch);
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whoHasNoOtherOrNoneThatIsWellStays() {
        rows.waitingFor(tenant, 2, FAL);
        rows.waitingFor(tenant, 2, FAL, RUNCOMFY);
        database.update("update account set paused_at = now() where provider in ('fal', 'runcomfy')");

        assertThat(reroute(100)).isZero();

        database.update("update account set paused_at = null where provider = 'runcomfy'");
        assertThat(reroute(100)).isEqualTo(2);
    }

    @Test
    void itMovesBackWhenThePlaceThatItMovedToIsBlockedInItsTurn() {
        rows.waitingFor(tenant, 1, FAL, RUNCOMFY);
        database.update("update account set paused_at = now() where provider = 'fal'");
        reroute(100);

        database.update("update account set paused_at = case provider when 'runcomfy' then now() end");
        assertThat(reroute(100)).isOne();

        assertThat(rows.claim(fal, 1, 0, epoch)).hasSize(1);
    }

    @Test
    void afterAFailureTheNextIsTriedAndTheOneThatFailedIsOver() {
        rows.waitingFor(tenant, 1, FAL, RUNCOMFY, SEGMIND);

        UUID first = rows.claim(fal, 1, 0, epoch).getFirst();
        rows.taken(first);
        rows.settled(first, "FAILED", "move", "provider_failed");
        assertThat(rows.text("select offering || ' ' || array_to_string(excluded, ',') from generation"))
                .isEqualTo(RUNCOMFY + " " + FAL);

        rows.settled(rows.claim(runcomfy, 1, 0, epoch).getFirst(), "REFUSED", "move", "provider_failed");
        assertThat(rows.text("select offering from generation")).isEqualTo(SEGMIND);
        database.update("update account set paused_at = now() where provider = 'segmind'");
        assertThat(reroute(100)).as("those that failed are no way out").isZero();
        database.update("update account set paused_at = null");

        UUID last = rows.claim((int) rows.count("select id from account where provider = 'segmind'"), 1, 0, epoch)
                .getFirst();
        rows.settled(last, "FAILED", "move", "provider_failed");
        assertThat(rows.text("select state || ' ' || error_class from generation"))
                .isEqualTo("FAILED provider_failed");
    }

    @Test
    void afterAFailureAWellOneIsTakenBeforeABlockedOne() {
        rows.waitingFor(tenant, 1, FAL, RUNCOMFY, SEGMIND);
        database.update("update offering set paused_at = now() where name = ?", RUNCOMFY);

        rows.settled(rows.claim(fal, 1, 0, epoch).getFirst(), "FAILED", "move", "unavailable");

        assertThat(rows.text("select offering from generation")).isEqualTo(SEGMIND);
    }

    private int reroute(int most) {
        return (int) rows.count("select reroute_blocked(?)", most);
    }

    private List<UUID> at(String offering) {
        return database.query(
                "select id from generation where offering = ?", row -> row.getObject(1, UUID.class), offering);
    }
}
