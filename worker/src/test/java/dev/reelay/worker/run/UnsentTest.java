package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnsentTest {
    @Test
    void thereIsRoomAgainWhenHalfHasLeft() {
        AtomicInteger told = new AtomicInteger();
        Unsent unsent = new Unsent(4, told::incrementAndGet);
        for (int i = 0; i < 4; i++) {
            unsent.claimed();
        }
        assertThat(unsent.room()).isZero();

        unsent.sent();
        assertThat(told).hasValue(0);
        unsent.sent();

        assertThat(told).hasValue(1);
        assertThat(unsent.room()).isEqualTo(2);
    }

    @Test
    void aRunTellsOnceThatItsCallHasLeft() {
        AtomicInteger told = new AtomicInteger();
        Signals signals = new Signals(Thread.currentThread(), false, told::incrementAndGet);

        signals.sent();
        signals.sent();

        assertThat(told).hasValue(1);
    }
}
