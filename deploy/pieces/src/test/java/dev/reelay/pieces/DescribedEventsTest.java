package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.event.EventType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DescribedEventsTest {
    @Test
    void everyTypeIsDescribed() throws IOException {
        assertThat(DescribedEvents.published().types()).containsExactlyInAnyOrderElementsOf(EventType.ALL);
    }
}
