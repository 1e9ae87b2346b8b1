package dev.reelay.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "REELAY_COPY_PARALLEL",
                "REELAY_S3_PATH_STYLE",
                "REELAY_PROVIDERS_FAL_KEY",
                "REELAY_PROVIDERS_FAL_ACCOUNTS_SECOND_SLOTS",
                "REELAY_KEEP_TENANTS__MY_TEAM__PROMPTS",
                "REELAY_SECRETS_FORMER_KEYS",
                "REELAY_SECRETS_FORMER_KEYS_0_",
                "REELAY_API_KEY",
                "REELAY_API_SERVICE_HOST",
                "REELAY_API_PORT_8080_TCP_ADDR",
                "KAFKA_BOOTSTRAP_SERVERS"
            })
    void whatIsKnownIsNotMentioned(String variable) {
        assertThat(KnownKeys.read().unknown(List.of(variable))).isEmpty();
    }

    @Test
    void whatIsMisspeltIs() {
        assertThat(KnownKeys.read().unknown(List.of("REELAY_COPY_PARALEL", "PATH", "REELAY_RUN", "REELAY_KEEP_PROMPT")))
                .containsExactly("REELAY_COPY_PARALEL", "REELAY_KEEP_PROMPT", "REELAY_RUN");
    }
}
