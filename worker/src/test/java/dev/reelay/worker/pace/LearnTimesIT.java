package dev.reelay.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.route.Experience;
import dev.reelay.route.TestFacts;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several workers see of an offering is known to whoever chooses a route. */
class LearnTimesIT {
    private static final String OFFERING = "fal:ray-2";

    private FreshDatabase fresh;
    private Database database;
    private LearnTimes one;
    private LearnTimes other;

    @BeforeEach
    void begin() throws SQLException {
        fresh = FreshDatabase.create();
        database = fresh.database();
        database.update("""
                create table if not exists offering_outcome (
                  offering text not null, minute timestamptz not null, well int not null, failed int not null,
                  primary key (offering, minute))""");
        database.update("drop view if exists blocked_offering cascade");
        database.update("""
                create view blocked_offering as
                select 'fal:slow'::text as offering, 'out_of_credit'::text as reason""");
        one = TestTimes.in(database);
        other = TestTimes.in(database);
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    private Experience known(String offering) {
        return TestFacts.in(database).of(offering);
    }

    @Test
    void outcomesOfAllWorkersAreCountedTogether() {
        for (int n = 0; n < 3; n++) {
            one.outcome(OFFERING, true);
        }
        one.outcome(OFFERING, false);
        other.outcome(OFFERING, true);
        one.share();
        other.share();
        other.outcome(OFFERING, false);
        other.share();
        one.share();

        assertThat(known(OFFERING)).isEqualTo(new Experience(null, 4, 2, null));
        assertThat(known("fal:another")).isEqualTo(Experience.NONE);
    }

    @Test
    void whatIsHalfAnHourOldDoesNotCountAndWhatIsADayOldGoes() {
        database.update("""
                insert into offering_outcome (offering, minute, well, failed)
                select ?, date_trunc('minute', now() - age), 100, 10
                from unnest(array[interval '25 minutes', interval '32 minutes', interval '25 hours']) age""", OFFERING);
        one.outcome(OFFERING, true);
        one.share();

        assertThat(known(OFFERING)).isEqualTo(new Experience(null, 101, 10, null));
        assertThat(new Rows(database).count("select count(*) from offering_outcome"))
                .isEqualTo(3);
    }

    @Test
    void theUsualTimeIsThatOfTheGoodRenders() {
        for (int n = 0; n < 20; n++) {
            one.ended(OFFERING, Duration.ofMillis(59_900), Duration.ofMillis(60_100));
        }
        one.share();

        assertThat(known(OFFERING).expected(Duration.ofHours(1)))
                .isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
    }

    @Test
    void whatIsBlockedIsKnownWithoutAnyHistory() {
        assertThat(known("fal:slow")).isEqualTo(new Experience(null, 0, 0, "out_of_credit"));
    }
}
