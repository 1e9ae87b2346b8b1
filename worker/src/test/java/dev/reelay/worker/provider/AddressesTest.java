package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.catalog.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final Provider.Call STATUS = new Provider.Call("GET", "/{app}/requests/{id}/status?logs=0");

    private final Provider provider = ImaginaryProvider.at(URI.create("https://api.example.com/v1/"));

    @ParameterizedTest
    @CsvSource({
        "luma/ray-2/image,   https://api.example.com/v1/luma/ray-2/image",
        "luma/ray 2?x=#a,    https://api.example.com/v1/luma/ray%202%3Fx%3D%23a",
        "größe,              https://api.example.com/v1/gr%C3%B6%C3%9Fe",
        "a%2Fb,              https://api.example.com/v1/a%252Fb"
    })
    void aModelKeepsItsSlashesAndNothingElse(String model, String expected) {
        assertThat(Addresses.submit(provider, model, null)).isEqualTo(URI.create(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "a-1,            a-1",
        "../../billing,  ..%2F..%2Fbilling",
        "a?b#c,          a%3Fb%23c",
        "{model},        %7Bmodel%7D",
        "$1,             %241"
    })
    void anIdStaysOneSegment(String id, String segment) {
        assertThat(Addresses.of(provider, STATUS, request(id), null))
                .isEqualTo(URI.create("https://api.example.com/v1/luma/ray/requests/" + segment + "/status?logs=0"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "http://api.example.com/v1/a",
                "https://api.example.com:444/v1/a",
                "https://api.example.com.evil.example/v1/a",
                "https://evil.example/https://api.example.com/",
                "https://api.example.com@evil.example/",
                "https://user@api.example.com/v1/a",
                "https://api.example.com/v1/a#b",
                "//api.example.com/a",
                "/v1/a",
                "not a url",
                "file:///etc/passwd",
                ""
            })
    void aLinkOfAnotherOriginGivesWayToTheTemplate(@Nullable String link) {
        assertThat(Addresses.of(provider, STATUS, request("a"), link))
                .isEqualTo(URI.create("https://api.example.com/v1/luma/ray/requests/a/status?logs=0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.com/x?y=z", "HTTPS://API.example.com:443/x"})
    void aLinkOfTheOriginIsFollowed(String link) {
        assertThat(Addresses.of(provider, STATUS, request("a"), link)).isEqualTo(URI.create(link));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "..", "..."})
    void dotsAreNoId(@Nullable String id) {
        assertThat(Addresses.canBeId(id)).isFalse();
    }

    @Test
    void anUnknownVariableIsAFaultOfTheDefinition() {
        Provider.Call call = new Provider.Call("GET", "/{nothing}");
        assertThatThrownBy(() -> Addresses.of(provider, call, request("a"), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void aCredentialNeverPrints() {
        assertThat(ImaginaryProvider.KEY).asString().doesNotContain("secret");
    }

    private static RemoteRequest request(String id) {
        return RemoteRequest.at("https://api.example.com", "luma/ray/image", id);
    }
}
