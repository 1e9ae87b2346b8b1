package dev.reelay.worker.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaSignatureTest {
    @ParameterizedTest
    @ValueSource(strings = {"isom", "mp42", "iso5", "avc1", "M4V ", "qt  ", "dash"})
    void brandsOfFilmsAreFilms(String brand) {
        assertThat(of("\0\0\0\u0018ftyp" + brand + "\0\0\2\0")).isEqualTo(new MediaSignature("an MP4", true, false));
    }

    @ParameterizedTest
    @CsvSource({"avif,AVIF", "avis,AVIF", "heic,HEIF", "mif1,HEIF"})
    void picturesInTheSameBoxesAreNone(String brand, String seen) {
        MediaSignature signature = of("\0\0\0\u0018ftyp" + brand + "\0\0\2\0");
        assertThat(signature.mp4()).isFalse();
        assertThat(signature.seen()).contains(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html> | HTML",
                "\u00ef\u00bb\u00bf<html lang='en'> | HTML",
                "<?xml version='1.0'?><Error> | XML",
                "{\"detail\":\"expired\"} | JSON",
                "[1] | JSON",
                "Service unavailable | plain text"
            })
    void textsMayBeAPassingErrorPage(String body, String seen) {
        MediaSignature signature = of(body);
        assertThat(signature.text()).isTrue();
        assertThat(signature.mp4()).isFalse();
        assertThat(signature.seen()).contains(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\u0089PNG|PNG",
                "\u00ff\u00d8\u00ff\u00e0|JPEG",
                "GIF89a|GIF",
                "RIFF....WEBP|RIFF",
                "\u001aE\u00df\u00a3|WebM",
                "PK\u0003\u0004|ZIP",
                "\u001f\u008b\u0008|gzip",
                "\u0001\u0002\u0003|unknown bytes 01 02 03"
            })
    void otherMediaStayWhatTheyAre(String body, String seen) {
        MediaSignature signature = of(body);
        assertThat(signature.text()).isFalse();
        assertThat(signature.mp4()).isFalse();
        assertThat(signature.seen()).contains(seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "ftyp", "\0\0\0\u0018fty"})
    void aStumpIsNoFilm(String body) {
        assertThat(of(body).mp4()).isFalse();
    }

    private static MediaSignature of(String body) {
        byte[] bytes = body.getBytes(ISO_8859_1);
        return MediaSignature.of(bytes, bytes.length);
    }
}
