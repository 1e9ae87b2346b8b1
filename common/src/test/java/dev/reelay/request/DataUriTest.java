package dev.reelay.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataUriTest {
    private static final int MOST = 1000;

    private static String uri(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] image(int length, int... first) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < first.length; i++) {
            bytes[i] = (byte) first[i];
        }
        return bytes;
    }

    @Test
    void imagesOfTheKnownFormatsAreFine() {
        assertThat(DataUri.objection(uri("image/png", image(40, 0x89, 'P', 'N', 'G')), MOST))
                .isEmpty();
        assertThat(DataUri.objection(uri("image/jpeg", image(41, 0xFF, 0xD8, 0xFF)), MOST))
                .isEmpty();
        assertThat(DataUri.objection(uri("IMAGE/GIF", image(42, 'G', 'I', 'F', '8')), MOST))
                .isEmpty();
        assertThat(DataUri.objection(
                        uri("image/webp", image(40, 'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P')), MOST))
                .isEmpty();
        assertThat(DataUri.objection(
                        uri("image/avif", image(40, 0, 0, 0, 0, 'f', 't', 'y', 'p', 'a', 'v', 'i', 'f')), MOST))
                .isEmpty();
    }

    @Test
    void theLimitIsInBytesOfTheImage() {
        assertThat(DataUri.objection(uri("image/png", image(MOST, 0x89, 'P', 'N', 'G')), MOST))
                .isEmpty();
        assertThat(DataUri.objection(uri("image/png", image(MOST + 3, 0x89, 'P', 'N', 'G')), MOST))
                .hasValueSatisfying(message -> assertThat(message).contains("1000 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:",
                "data:,",
                "data:image/png",
                "data:image/png;base64",
                "data:image/png;base64,",
                "data:image/png,iVBORw0KGgo=",
                "data:text/plain;base64,iVBORw0KGgoAAAANSUhEUgAA",
                "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5v",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgA",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg A",
                "data:image/png;base64,====",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEU==="
            })
    void whatIsNoImageIsRefused(String uri) {
        assertThat(DataUri.objection(uri, MOST)).isPresent();
    }
}
