package dev.reelay.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.simulator.fault.FaultRule.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets which fault. */
class FaultPlanTest {
    private static final Target TARGET = new Target("fal", "model", "a prompt");

    private final FaultPlan plan = new FaultPlan(new SplittableRandom(42));

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultIsFoundByItsNameAndDescribed(Fault fault) {
        assertThat(Fault.named(fault.word())).isEqualTo(fault);
        assertThat(fault.description()).contains(": ");
        assertThat(FaultOrder.parse(FaultOrder.of(fault).withAmount(7).toString()))
                .isEqualTo(FaultOrder.of(fault).withAmount(7));
    }

    @Test
    void noTwoFaultsAreTheSame() {
        Set<String> seen = new HashSet<>();
        for (Fault fault : Fault.values()) {
            assertThat(seen.add(fault.description())).as(fault.word()).isTrue();
        }
    }

    @Test
    void aNameWithoutAMomentMeansTheSubmit() {
        assertThat(Fault.named("reset-after-body")).isEqualTo(Fault.SUBMIT_RESET_AFTER_BODY);
        assertThatThrownBy(() -> Fault.named("nothing")).hasMessage("no fault is called nothing");
    }

    @Test
    void aRuleForTheNextSubmitsIsUsedUp() {
        plan.add(FaultRule.next(2, FaultOrder.of(Fault.SUBMIT_500)));

        assertThat(plan.atSubmit(TARGET, List.of())).isNotNull();
        assertThat(plan.waiting())
                .singleElement()
                .satisfies(rule -> assertThat(rule.next()).isEqualTo(1));
        assertThat(plan.atSubmit(TARGET, List.of())).isNotNull();
        assertThat(plan.atSubmit(TARGET, List.of())).isNull();
    }

    @Test
    void aLaterFaultGoesWithTheJobOfTheNextSubmit() {
        plan.add(FaultRule.next(1, FaultOrder.of(Fault.STATUS_500)));

        JobFaults first = plan.forJob(TARGET, List.of());
        JobFaults second = plan.forJob(TARGET, List.of());

        assertThat(plan.atCall(Moment.STATUS, TARGET, second, List.of())).isNull();
        assertThat(plan.atCall(Moment.STATUS, TARGET, first, List.of())).isNotNull();
        assertThat(plan.atCall(Moment.STATUS, TARGET, first, List.of())).isNull();
    }

    @Test
    void aPassingFaultComesBeforeATrait() {
        JobFaults faults = plan.forJob(
                new Target("fal", "model", "[[fault:status-extra-fields]] [[fault:status-500]]"), List.of());

        assertThat(faults.take(Moment.STATUS)).isEqualTo(FaultOrder.of(Fault.STATUS_500));
        assertThat(faults.take(Moment.STATUS)).isEqualTo(FaultOrder.of(Fault.STATUS_EXTRA_FIELDS));
    }

    @Test
    void chancesAreSeededAndAboutAsOftenAsTheySay() {
        List<FaultChance> chances = FaultChance.list("status-500:0.2");
        FaultPlan same = new FaultPlan(new SplittableRandom(42));
        int struck = 0;
        for (int i = 0; i < 1_000; i++) {
            FaultOrder order = plan.atCall(Moment.STATUS, TARGET, null, chances);
            assertThat(same.atCall(Moment.STATUS, TARGET, null, chances)).isEqualTo(order);
            struck += order == null ? 0 : 1;
        }
        assertThat(struck).isBetween(150, 250);
    }

    @Test
    void lastingChancesAreDrawnOnceForAJob() {
        List<FaultChance> chances = FaultChance.list("download-truncated:1");

        assertThat(plan.forJob(TARGET, chances).has(Fault.DOWNLOAD_TRUNCATED)).isTrue();
        assertThat(plan.atCall(Moment.DOWNLOAD, TARGET, null, chances)).isNull();
    }
}
