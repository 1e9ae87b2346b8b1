package dev.reelay.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final String KEY = "a".repeat(43);
    private static final String OTHER = "b".repeat(42) + "A=";
    private static final byte[] SECRET = "what nobody sees".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsSealedOpensForItsOwnerAndForNobodyElse() {
        Sealer sealer = sealer(KEY);
        byte[] sealed = sealer.seal(SECRET, "one");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("nobody");
        assertThat(sealer.open(sealed, "one"))
                .hasValueSatisfying(clear -> assertThat(clear).isEqualTo(SECRET));
        assertThat(sealer.open(sealed, "two")).isEmpty();
        assertThat(sealer(OTHER).open(sealed, "one")).isEmpty();
    }

    @Test
    void theSameIsNeverSealedTheSame() {
        Sealer sealer = sealer(KEY);
        assertThat(sealer.seal(SECRET, "one")).isNotEqualTo(sealer.seal(SECRET, "one"));
    }

    @Test
    void aChangedByteIsNoticed() {
        Sealer sealer = sealer(KEY);
        for (int at : new int[] {0, 1, 13, 20}) {
            byte[] sealed = sealer.seal(SECRET, "one");
            sealed[at] ^= 1;
            assertThat(sealer.open(sealed, "one")).isEmpty();
        }
        assertThat(sealer.open(new byte[5], "one")).isEmpty();
    }

    @Test
    void aFormerKeyStillOpensAndTheNewOneSeals() {
        byte[] old = sealer(KEY).seal(SECRET, "one");
        Sealer both = sealer(OTHER, KEY);
        assertThat(both.open(old, "one")).isPresent();
        assertThat(sealer(OTHER).open(both.seal(SECRET, "one"), "one")).isPresent();
    }

    @Test
    void withoutAKeyThereIsNothingToSealWith() {
        assertThat(sealer(null).isReady()).isFalse();
        assertThat(sealer(KEY).isReady()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all, not at all, not at all!!", "YWJj"})
    void aKeyOfAnotherLengthEndsTheStartAndIsNotPrinted(String key) {
        assertThatThrownBy(() -> sealer(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reelay.secrets.key")
                .message()
                .satisfies(message ->
                        assertThat(key.isEmpty() || !message.contains(key)).isTrue());
    }

    private static Sealer sealer(@Nullable String key, String... former) {
        return new Sealer(new SecretsConfig() {
            @Override
            public Optional<String> key() {
                return Optional.ofNullable(key);
            }

            @Override
            public Optional<List<String>> formerKeys() {
                return Optional.of(List.of(former));
            }
        });
    }
}
