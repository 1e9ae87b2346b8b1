package dev.reelay.chaos.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final UUID REQUEST = new UUID(0, 1);
    private static final UUID ATTEMPT = new UUID(0, 2);
    private static final BigDecimal PRICE = new BigDecimal("0.5");
    private static final Facts.Generation COMPLETED = new Facts.Generation(REQUEST, "clip", "COMPLETED", "fail", true);
    private static final Facts.Attempt SUCCEEDED = attempt(ATTEMPT, "SUCCEEDED", "job-1");
    private static final Facts.Job JOB = new Facts.Job("job-1", "clip", "succeeded", PRICE);
    private static final Facts.Told TOLD = new Facts.Told(REQUEST, "dev.reelay.generation.completed.v1", "event-1");
    private static final Facts.Stored STORED = new Facts.Stored(ATTEMPT, "key", "abc", "abc");

    @Test
    void aWholeRunHolds() {
        assertThat(Judge.judge(new Story().facts())).allMatch(Check::holds);
    }

    @Test
    void aDoubledRenderBreaksTheFirstPromise() {
        Story story = new Story();
        story.jobs.add(new Facts.Job("job-2", "clip", "succeeded", PRICE));

        assertThat(broken(story)).contains("no render beyond what the policy allows", "every job has its attempt");
        assertThat(Judge.boughtBeyondPolicy(story.facts())).containsExactly(REQUEST);
    }

    @Test
    void aSecondRenderIsAllowedByThePolicyOnlyForAnUnknownOutcome() {
        Story story = new Story();
        story.generations.set(0, new Facts.Generation(REQUEST, "clip", "COMPLETED", "resubmit", true));
        story.jobs.add(new Facts.Job("job-2", "clip", "succeeded", PRICE));
        assertThat(broken(story)).contains("no render beyond what the policy allows");

        story.attempts.add(attempt(new UUID(0, 3), "UNKNOWN", null));
        assertThat(broken(story)).isEmpty();
    }

    @Test
    void anUnknownOutcomeAllowsNoSecondRenderByItself() {
        Story story = new Story();
        story.attempts.add(attempt(new UUID(0, 3), "UNKNOWN", null));
        story.jobs.add(new Facts.Job("job-2", "clip", "succeeded", PRICE));

        assertThat(broken(story)).containsExactly("no render beyond what the policy allows");
    }

    @Test
    void aRenderThatIsNamedAndNotStoredIsFound() {
        Story story = new Story();
        story.generations.set(0, new Facts.Generation(REQUEST, "clip", "FAILED", "fail", true));
        story.attempts.set(0, attempt(ATTEMPT, "FAILED", "job-1"));
        story.told.set(0, new Facts.Told(REQUEST, "dev.reelay.generation.failed.v1", "event-1"));
        story.stored.clear();

        assertThat(broken(story)).containsExactly("every render is kept, or said to be lost");
    }

    @Test
    void aJobThatIsBilledWhereNothingIsOwedIsFound() {
        Story story = new Story();
        story.generations.set(0, new Facts.Generation(REQUEST, "clip", "FAILED", "fail", true));
        story.attempts.set(0, attempt(ATTEMPT, "FAILED", "job-1"));
        story.jobs.set(0, new Facts.Job("job-1", "clip", "failed", PRICE));
        story.told.set(0, new Facts.Told(REQUEST, "dev.reelay.generation.failed.v1", "event-1"));
        story.stored.clear();

        assertThat(broken(story)).containsExactly("every render is kept, or said to be lost");
    }

    @Test
    void aJobThatNobodyAskedForIsFound() {
        Story story = new Story();
        story.jobs.add(new Facts.Job("job-9", "somebody else's clip", "succeeded", PRICE));

        assertThat(broken(story)).containsExactly("every job has its attempt");
    }

    @Test
    void anAttemptWhoseJobNobodyAcceptedIsFound() {
        Story story = new Story();
        story.attempts.add(attempt(new UUID(0, 3), "FAILED", "job-7"));

        assertThat(broken(story)).containsExactly("every accepted attempt has its job");
    }

    @Test
    void aRenderThatWasGivenUpIsFound() {
        Story story = new Story();
        story.attempts.set(
                0, new Facts.Attempt(ATTEMPT, REQUEST, 1, "FAILED", "timeout", "job-1", PRICE, false, false, false));

        assertThat(broken(story)).contains("every accepted attempt has its job");
    }

    @Test
    void twoAttemptsThatNameOneJobAreFound() {
        Story story = new Story();
        story.attempts.add(attempt(new UUID(0, 3), "SUCCEEDED", "job-1"));

        assertThat(broken(story)).contains("every accepted attempt has its job");
    }

    @Test
    void aCentTooMuchIsFound() {
        Story story = new Story();
        story.jobs.set(0, new Facts.Job("job-1", "clip", "succeeded", new BigDecimal("0.51")));

        assertThat(broken(story)).containsExactly("ledger and bill agree to the cent");
    }

    @Test
    void aRequestThatIsGoneIsLost() {
        Story story = new Story();
        story.accepted = Set.of(REQUEST, new UUID(0, 9));

        assertThat(broken(story)).containsExactly("no request without an end");
    }

    @Test
    void aRequestWithoutAnEndIsLost() {
        Story story = new Story();
        story.generations.set(0, new Facts.Generation(REQUEST, "clip", "RUNNING", "fail", false));
        story.told.clear();

        assertThat(broken(story)).containsExactly("no request without an end");
    }

    @Test
    void aRequestThatWaitsForAPersonIsNotLost() {
        Story story = new Story();
        story.generations.set(0, new Facts.Generation(REQUEST, "clip", "RUNNING", "hold", false));
        story.attempts.set(0, attempt(ATTEMPT, "UNKNOWN", null));
        story.told.clear();
        story.stored.clear();

        assertThat(broken(story)).isEmpty();
    }

    @Test
    void aSecondTerminalEventIsFoundAndARepeatedOneIsNone() {
        Story story = new Story();
        story.told.add(TOLD);
        assertThat(broken(story)).isEmpty();

        story.told.add(new Facts.Told(REQUEST, TOLD.type(), "event-2"));
        assertThat(broken(story)).containsExactly("one terminal event each");
    }

    @Test
    void anEndThatNobodyWasToldIsFound() {
        Story story = new Story();
        story.told.clear();

        assertThat(broken(story)).containsExactly("one terminal event each");
    }

    @Test
    void anEndOfAnotherKindThanTheRowsIsFound() {
        Story story = new Story();
        story.told.set(0, new Facts.Told(REQUEST, "dev.reelay.generation.failed.v1", "event-1"));

        assertThat(broken(story)).containsExactly("one terminal event each");
    }

    @Test
    void wrongBytesInTheBucketAreFound() {
        Story story = new Story();
        story.stored.set(0, new Facts.Stored(ATTEMPT, "key", "abc", "abd"));

        assertThat(broken(story)).containsExactly("every object is what the provider made");
    }

    @Test
    void bytesThatTheProviderNeverMadeAreFound() {
        Story story = new Story();
        story.stored.set(0, new Facts.Stored(ATTEMPT, "key", "abd", "abd"));

        assertThat(broken(story)).containsExactly("every object is what the provider made");
    }

    @Test
    void aCompletedRequestWithoutAnObjectIsFound() {
        Story story = new Story();
        story.stored.clear();

        assertThat(broken(story))
                .containsExactly("every render is kept, or said to be lost", "every object is what the provider made");
    }

    @Test
    void aSlotThatIsStillHeldIsFound() {
        Story story = new Story();
        story.attempts.set(
                0, new Facts.Attempt(ATTEMPT, REQUEST, 1, "SUCCEEDED", null, "job-1", PRICE, false, true, false));
        assertThat(broken(story)).containsExactly("slots and holds back at zero");
    }

    private static List<String> broken(Story story) {
        return Judge.judge(story.facts()).stream()
                .filter(check -> !check.holds())
                .map(Check::promise)
                .toList();
    }

    private static Facts.Attempt attempt(UUID id, String state, @Nullable String job) {
        return new Facts.Attempt(id, REQUEST, 1, state, null, job, PRICE, false, false, false);
    }

    /** One request that went well, and what a test makes of it. */
    private static final class Story {
        private Set<UUID> accepted = Set.of(REQUEST);
        private final List<Facts.Generation> generations = new ArrayList<>(List.of(COMPLETED));
        private final List<Facts.Attempt> attempts = new ArrayList<>(List.of(SUCCEEDED));
        private final List<Facts.Job> jobs = new ArrayList<>(List.of(JOB));
        private final List<Facts.Told> told = new ArrayList<>(List.of(TOLD));
        private final List<Facts.Stored> stored = new ArrayList<>(List.of(STORED));

        Facts facts() {
            return new Facts(accepted, generations, attempts, stored, jobs, told, Map.of("job-1", "abc"), 0, List.of());
        }
    }
}
