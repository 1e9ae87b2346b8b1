package dev.reelay.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenantTest {
    private final Tenant tenant = new Tenant(1, "acme", List.of("s3://media/stills/", "s3://open"), false);

    @Test
    void aTenantReadsBelowItsPrefixes() {
        assertThat(tenant.mayRead("s3://media/stills/a.png")).isTrue();
        assertThat(tenant.mayRead("s3://open/a.png")).isTrue();
    }

    @Test
    void aPrefixEndsAtASlash() {
        assertThat(tenant.mayRead("s3://media/stillsandmore/a.png")).isFalse();
        assertThat(tenant.mayRead("s3://opener/a.png")).isFalse();
        assertThat(tenant.mayRead("s3://media/stills/")).isFalse();
        assertThat(tenant.mayRead("s3://media/a.png")).isFalse();
    }

    @Test
    void aKeyHasOneForm() {
        assertThat(ApiKey.parse("rl_" + "a".repeat(43))).isPresent();
        assertThat(ApiKey.parse("rl_" + "a".repeat(42))).isEmpty();
        assertThat(ApiKey.parse("rl_" + "a".repeat(42) + "=")).isEmpty();
        assertThat(ApiKey.parse("sk_" + "a".repeat(43))).isEmpty();
    }
}
