package dev.reelay.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void aCursorLeadsBackToWhereItWasMade() {
        UUID id = UUID.randomUUID();

        assertThat(Cursor.parse(Cursor.after(id))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "AQ", "AAGh_FBUgnAAjwDwibay2Zg", "not base64!", "01a1fc50-5482-7000-8f00-f089b6b2d998"})
    void whatIsNotOursIsNone(String word) {
        assertThat(Cursor.parse(word)).isEmpty();
    }
}
