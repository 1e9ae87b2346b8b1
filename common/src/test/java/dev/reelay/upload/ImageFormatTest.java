package dev.reelay.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {
    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a46494600010100, JPEG",
        "ffd8ffdb004300080606, JPEG",
        "89504e470d0a1a0a0000000d49484452, PNG",
        "52494646a4000000574542505650384c, WEBP"
    })
    void theFirstBytesTellTheFormat(String hex, ImageFormat format) {
        assertThat(ImageFormat.of(HexFormat.of().parseHex(hex))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<?xml version='1.0'?><svg/>",
                "<!doctype html><script>1</script>",
                "GIF89a          ",
                "RIFFaaaaWAVEfmt ",
                "RIFFaaaaWEBPfmt ",
                "\u0000\u0000\u0000 ftypavif",
                "%PDF-1.7"
            })
    void nothingElseIsTaken(String text) {
        assertThat(ImageFormat.of(text.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void tooFewBytesAreNothing() {
        assertThat(ImageFormat.of(new byte[0])).isEmpty();
        assertThat(ImageFormat.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'})).isEmpty();
    }
}
