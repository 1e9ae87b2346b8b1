package dev.reelay.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class TellKeysTest {
    @Test
    void thePairsOfALineAreItsFields() {
        assertThat(
                        fields(
                                "not sent, the database did not answer before, generation=01a1 attempt=01b2 provider=fal: gone"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("generation", "01a1", "attempt", "01b2", "provider", "fal"));
    }

    @Test
    void anOfferingsNameMayHoldColonsAndSlashes() {
        assertThat(fields("moved, offering=fal:fal-ai/luma/ray-2.")).containsEntry("offering", "fal:fal-ai/luma/ray-2");
    }

    @Test
    void whatOnlyLooksLikeAPairIsNone() {
        assertThat(fields("asks https://a.example/?provider=x&state=y, unknown=1, a.state=2"))
                .isEmpty();
    }

    private static Map<String, String> fields(String message) {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, message, TellKeysTest.class.getName());
        assertThat(new TellKeys(true).isLoggable(line)).isTrue();
        return line.getMdcCopy();
    }
}
