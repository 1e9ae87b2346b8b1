package dev.reelay.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class HiddenKeysTest {
    private final String key = ApiKey.random(new SecureRandom()).clear();

    @Test
    void everyKeyInATextIsHidden() {
        assertThat(ApiKey.hideIn("{\"a\": \"" + key + "\", \"" + key + "\": 1}"))
                .isEqualTo("{\"a\": \"rl_hidden\", \"rl_hidden\": 1}");
    }

    @Test
    void bytesAroundAKeyStayAsTheyAre() {
        byte[] before = {(byte) 0xFF, 0, (byte) 0xC3};
        byte[] bytes = (new String(before, StandardCharsets.ISO_8859_1) + key).getBytes(StandardCharsets.ISO_8859_1);

        byte[] hidden = ApiKey.hideIn(bytes);

        assertThat(hidden).startsWith(before).endsWith("rl_hidden".getBytes(StandardCharsets.US_ASCII));
        assertThat(ApiKey.hideIn(before)).isSameAs(before);
    }
}
