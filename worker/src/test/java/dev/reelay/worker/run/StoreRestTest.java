package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.error.ErrorClass;
import dev.reelay.storage.StorageException;
import org.junit.jupiter.api.Test;

class StoreRestTest {
    private final StoreRest rest = new StoreRest();

    private void away() {
        assertThatThrownBy(() -> rest.ask(() -> {
                    throw new StorageException("away", ErrorClass.UNAVAILABLE, new IllegalStateException());
                }))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void aStoreThatAnswersLetsNobodyRest() {
        assertThat(rest.ask(() -> "there")).isEqualTo("there");
        assertThat(rest.isOn()).isFalse();
    }

    @Test
    void aStoreThatIsAwayLetsTheWorkerRest() {
        away();

        assertThat(rest.isOn()).isTrue();
    }

    @Test
    void aFaultThatIsNotTheStoresLetsNobodyRest() {
        assertThatThrownBy(() -> rest.ask(() -> {
                    throw new IllegalStateException("the input is gone");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(rest.isOn()).isFalse();
    }
}
