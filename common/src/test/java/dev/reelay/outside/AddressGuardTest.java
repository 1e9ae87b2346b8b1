package dev.reelay.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(Set.of("http://127.0.0.1:8090/", "https://Hooks.test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "192.0.1.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::808:808"
            })
    void publicAddressesArePermitted(String address) {
        assertThat(permits("https://cdn.example.com/", address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2002:0a00:1::",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "5f00::1"
            })
    void everythingElseIsRefused(String address) {
        assertThat(permits("https://cdn.example.com/", address)).isFalse();
    }

    @Test
    void anAllowedOriginMayHaveAnyAddress() {
        assertThat(permits("http://127.0.0.1:8090/media/1.mp4", "127.0.0.1")).isTrue();
        assertThat(permits("https://hooks.test./a", "10.0.0.7")).isTrue();
        assertThat(permits("https://hooks.test:443/a", "10.0.0.7")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "https://127.0.0.1:8090/",
                "http://127.0.0.1:8091/",
                "http://hooks.test/",
                "https://a.hooks.test/"
            })
    void anotherOriginOfTheSameHostIsNotAllowed(String url) {
        assertThat(permits(url, "127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8090", "http://a/b", "ftp://a", "http://u@a", "http://a?b", "*", "http://*"})
    void whatIsNoOriginEndsTheStart(String entry) {
        assertThatThrownBy(() -> new AddressGuard(Set.of(entry))).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean permits(String url, String address) {
        return guard.permits(URI.create(url), InetAddress.ofLiteral(address));
    }
}
