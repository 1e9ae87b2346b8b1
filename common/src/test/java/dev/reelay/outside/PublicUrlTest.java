package dev.reelay.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
    private final AddressGuard guard = new AddressGuard(Set.of("http://127.0.0.1:8090", "https://receiver.internal"));

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.com/a.png,                https://cdn.example.com/a.png",
        "HTTPS://CDN.Example.COM/A.png?b=C,            https://cdn.example.com/A.png?b=C",
        "https://cdn.example.com./a,                   https://cdn.example.com/a",
        "https://cdn.example.com:8443,                 https://cdn.example.com:8443",
        "https://cdn.example.com:00443/,               https://cdn.example.com:443/",
        "https://bücher.example/ä?ö=ü,                 https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC",
        "https://8.8.8.8/a,                            https://8.8.8.8/a",
        "https://[2606:4700::1111]/a,                  https://[2606:4700::1111]/a",
        "https://cdn.example.com?a=%23b,               https://cdn.example.com?a=%23b",
        "https://xn--bcher-kva.example/,               https://xn--bcher-kva.example/",
        "https://localhost.example.com/,               https://localhost.example.com/",
        "https://127.0.0.1.example.com/,               https://127.0.0.1.example.com/",
        "http://127.0.0.1:8090/media/1.mp4,            http://127.0.0.1:8090/media/1.mp4",
        "https://Receiver.Internal./hook,              https://receiver.internal/hook"
    })
    void publicAndAllowedUrlsAreFineInOneSpelling(String text, String expected) {
        assertThat(PublicUrl.check(text, guard)).isEqualTo(new Checked.Fine(URI.create(expected)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the loopback in its spellings
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0x7f.0x0.0x0.0x1/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://0177.0.0.01/",
                "https://127.000.000.001/",
                "https://127.0.0.1./",
                "https://0/",
                "https://0x/",
                "https://0.0.0.0/",
                "https://127.0.0.1:443/",
                "https://127.255.255.254/",
                "https://１２７.０.０.１/",
                "https://127。0。0。1/",
                "https://①②⑦.0.0.1/",
                "https://127.0.0.256/",
                "https://1.2.3.4.5/",
                // and in IPv6
                "https://[::1]/",
                "https://[::]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[2002:7f00:1::]/",
                "https://[2001::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://[::1/",
                "https://[127.0.0.1]/",
                "https://[v1.a]/",
                "https://[]/",
                // private, metadata and other ranges
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://100.100.100.200/",
                "https://168.63.129.16/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://3232235777/",
                "https://0xa9fea9fe/",
                // names of the inside
                "https://localhost/",
                "https://LOCALHOST./",
                "https://a.localhost/",
                "https://printer.local/",
                "https://metadata.google.internal/",
                "https://router.home.arpa/",
                "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
                "https://local\u00ADhost/",
                "https://postgres/",
                "https://kafka:9092/",
                "https://svc.cluster.local/",
                // tricks of form
                "https://user@cdn.example.com/",
                "https://user:pw@cdn.example.com/",
                "https://cdn.example.com@127.0.0.1/",
                "https://127.0.0.1#@cdn.example.com/",
                "https://cdn.example.com/#a",
                "https://cdn.example.com\\@10.0.0.1/",
                "https://%31%32%37.0.0.1/",
                "https://cdn%2eexample.com/",
                "https:///etc/passwd",
                "https:/cdn.example.com",
                "//cdn.example.com/",
                "cdn.example.com",
                "https://",
                "https://.",
                "https://a..example.com/",
                "https://-.example.com:/",
                "https://cdn.example.com:0/",
                "https://cdn.example.com:65536/",
                "https://cdn.example.com:443:443/",
                "https://cdn.example.com:-1/",
                "https://a_b.example.com/",
                "https://cdn.example.com/a b",
                "https://cdn.example.com/a\nb",
                " https://cdn.example.com/",
                "https://cdn.example.com/\t",
                "https://cdn.example.com/{a}",
                "https://cdn.example.com/%zz",
                // schemes
                "http://cdn.example.com/",
                "ftp://cdn.example.com/",
                "file:///etc/passwd",
                "javascript://x/",
                "data:,a",
                // beside an allowed origin
                "http://127.0.0.1/",
                "http://127.0.0.1:8091/",
                "https://127.0.0.1:8090/",
                "http://127.1:8090/",
                "http://localhost:8090/",
                "http://receiver.internal/",
                "https://a.receiver.internal/",
                "http://x@127.0.0.1:8090/",
                ""
            })
    void whatIsNotPublicIsWrongAndSaysWhatWouldBeRight(String text) {
        assertThat(PublicUrl.check(text, guard))
                .isInstanceOfSatisfying(
                        Checked.Wrong.class,
                        wrong -> assertThat(wrong.message()).isNotBlank().doesNotContain("pw"));
    }

    @Test
    void lengthHasALimit() {
        String fitting = "https://cdn.example.com/" + "a".repeat(8192 - 24);
        assertThat(PublicUrl.check(fitting, guard)).isInstanceOf(Checked.Fine.class);
        assertThat(PublicUrl.check(fitting + "a", guard)).isInstanceOf(Checked.Wrong.class);
    }
}
