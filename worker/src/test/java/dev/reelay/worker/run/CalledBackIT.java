package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.account.TestAccounts;
import dev.reelay.callback.HearCallback;
import dev.reelay.callback.HearCallback.Outcome;
import dev.reelay.callback.TestCallbacks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider's callback does to an attempt, in every state that it may find it in. */
class CalledBackIT {
    private static final Stage.Unknown UNKNOWN = new Stage.Unknown("the answer was cut", Duration.ofMinutes(5));

    private FreshDatabase fresh;
    private Rows rows;
    private Ledger ledger;
    private HearCallback callbacks;
    private OpenWork openWork;
    private int account;
    private int tenant;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        ledger = new Ledger(fresh.database(), new ObjectMapper());
        callbacks = TestCallbacks.hear(fresh.database());
        Catalog catalog = CatalogLoader.load(null, Map.of("fal", URI.create("http://127.0.0.1:1/fal")));
        openWork = new OpenWork(
                fresh.database(),
                new Counterparts(catalog, TestAccounts.none(catalog, fresh.database()), TestCallbacks.on(catalog)),
                new ObjectMapper());
        account = rows.account("fal", 5);
        tenant = rows.tenant("a", 1);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    private Work claimed() {
        UUID generation = rows.waiting(tenant, account, 1).getFirst();
        return Works.claim(fresh.database(), rows, account, 0).stream()
                .filter(work -> work.generationId().equals(generation))
                .findFirst()
                .orElseThrow();
    }

    private Outcome hear(Work work, String id) {
        return callbacks.hear("fal", work.attemptId(), id);
    }

    private String attempt(Work work) {
        return fresh.database()
                .query(
                        "select concat_ws(' ', state, remote ->> 'id') from attempt where id = ?",
                        row -> row.getString(1),
                        work.attemptId())
                .getFirst();
    }

    private String generation(Work work) {
        return fresh.database()
                .query("select state from generation where id = ?", row -> row.getString(1), work.generationId())
                .getFirst();
    }

    private List<String> events(Work work) {
        return fresh.database()
                .query(
                        "select concat_ws(' ', type, data ->> 'found_by') from event where subject_id = ? and number > 2"
                                + " order by number",
                        row -> row.getString(1),
                        work.generationId());
    }

    private static Stage answer(String id) {
        return new Stage.AtProvider(RemoteRequest.at("http://127.0.0.1:1", "ray-2", id), Instant.EPOCH);
    }

    @Test
    void theAnswerCountsForMoreWhileItMayCome() {
        Work work = claimed();

        assertThat(hear(work, "theirs")).isEqualTo(Outcome.KEPT);
        assertThat(hear(work, "theirs")).isEqualTo(Outcome.KEPT);
        assertThat(attempt(work)).isEqualTo("SUBMITTING");
        assertThat(ledger.keep(work, answer("theirs"))).isTrue();

        assertThat(hear(work, "theirs")).isEqualTo(Outcome.REPEATED);
        assertThat(attempt(work)).isEqualTo("ACCEPTED theirs");
        assertThat(events(work)).containsExactly("attempt.accepted");
        assertThat(openWork.openIn(List.of(work.tenure())))
                .as("nobody was woken: the comparison does it")
                .containsEntry(work.attemptId(), new OpenWork.News(false, true));
    }

    @Test
    void whatWasToldBeforeTheAnswerWasLostIsNotUnknown() {
        Work work = claimed();
        hear(work, "theirs");

        assertThat(ledger.keep(work, UNKNOWN)).as("read again").isFalse();

        assertThat(attempt(work)).isEqualTo("ACCEPTED theirs");
        assertThat(generation(work)).isEqualTo("RUNNING");
        assertThat(events(work)).containsExactly("attempt.accepted callback");
        assertThat(openWork.reread(work))
                .isInstanceOfSatisfying(
                        Stage.AtProvider.class,
                        at -> assertThat(at.calledBack())
                                .as("it is asked for at once")
                                .isTrue());
    }

    @Test
    void onceNoAnswerIsWaitedForItCountsAtOnce() {
        Work doubted = claimed();
        ledger.doubted(doubted);
        Work late = claimed();
        fresh.database().update("update attempt set answer_before = now() where id = ?", late.attemptId());

        assertThat(hear(doubted, "one")).isEqualTo(Outcome.ACCEPTED);
        assertThat(hear(late, "two")).isEqualTo(Outcome.ACCEPTED);

        assertThat(attempt(doubted)).isEqualTo("ACCEPTED one");
        assertThat(attempt(late)).isEqualTo("ACCEPTED two");
    }

    @ParameterizedTest
    @CsvSource({"fail, FAILED", "resubmit, RUNNING", "hold, RUNNING"})
    void anUnknownOutcomeIsSettledWhateverThePolicy(String policy, String state) {
        Work work = claimed();
        fresh.database().update("update generation set on_unknown = ?", policy);
        ledger.keep(work, UNKNOWN);

        assertThat(hear(work, "theirs")).isEqualTo(Outcome.ACCEPTED);
        assertThat(hear(work, "theirs")).isEqualTo(Outcome.REPEATED);

        assertThat(attempt(work)).isEqualTo("ACCEPTED theirs");
        assertThat(generation(work)).isEqualTo(state);
        assertThat(rows.count("select count(*) from generation where waiting"))
                .as("it is not bought again")
                .isZero();
        assertThat(events(work)).filteredOn("attempt.accepted callback"::equals).hasSize(1);
    }

    @Test
    void whatWasForgottenIsOpenAgain() {
        Work work = claimed();
        ledger.keep(work, UNKNOWN);
        ledger.keep(work, new Stage.Forgotten());

        assertThat(hear(work, "theirs")).isEqualTo(Outcome.ACCEPTED);

        assertThat(openWork.reread(work)).isInstanceOf(Stage.AtProvider.class);
    }

    @Test
    void aNoThatComesAfterACallbackIsNone() {
        Work work = claimed();
        assertThat(hear(work, "theirs")).isEqualTo(Outcome.KEPT);

        assertThat(ledger.keep(work, new Stage.Refused(Failure.of(ErrorClass.RATE_LIMITED, "says a gateway"))))
                .isFalse();
        assertThat(attempt(work)).isEqualTo("ACCEPTED theirs");
        assertThat(generation(work)).isEqualTo("RUNNING");
    }

    @Test
    void theIdOfAnotherAttemptIsRefused() {
        Work first = claimed();
        Work second = claimed();
        ledger.keep(first, answer("theirs"));
        ledger.keep(second, UNKNOWN);

        assertThat(hear(second, "theirs")).isEqualTo(Outcome.OTHER);
        assertThat(hear(first, "another")).isEqualTo(Outcome.OTHER);

        assertThat(attempt(first)).isEqualTo("ACCEPTED theirs");
        assertThat(attempt(second)).isEqualTo("UNKNOWN");
    }

    @Test
    void anIdThatWasKeptAndIsAnothersByThenSettlesNothing() {
        Work first = claimed();
        Work second = claimed();
        hear(second, "theirs");
        ledger.keep(first, answer("theirs"));

        assertThat(ledger.keep(second, UNKNOWN)).isTrue();

        assertThat(attempt(second)).isEqualTo("UNKNOWN");
    }

    @Test
    void aProviderThatCallsBackAboutWhatWasRefusedHasIt() {
        Work refused = claimed();
        ledger.keep(refused, new Stage.Refused(Failure.of(ErrorClass.INVALID_INPUT, "no")));

        assertThat(hear(refused, "one")).isEqualTo(Outcome.ACCEPTED);

        assertThat(attempt(refused)).isEqualTo("ACCEPTED one");
        assertThat(openWork.reread(refused)).isInstanceOf(Stage.AtProvider.class);
    }

    @Test
    void aVerdictIsNotOpenedAgain() {
        Work failed = claimed();
        ledger.keep(failed, answer("theirs"));
        ledger.keep(failed, new Stage.Failed(Failure.of(ErrorClass.PROVIDER_FAILED, "no")));

        assertThat(hear(failed, "theirs")).isEqualTo(Outcome.REPEATED);

        assertThat(attempt(failed)).isEqualTo("FAILED theirs");
    }

    @Test
    void theAttemptOfAnotherProviderIsNone() {
        Work work = claimed();

        assertThat(callbacks.hear("wavespeed", work.attemptId(), "x")).isEqualTo(Outcome.UNKNOWN_ATTEMPT);
        assertThat(callbacks.hear("fal", UUID.randomUUID(), "x")).isEqualTo(Outcome.UNKNOWN_ATTEMPT);
    }
}
