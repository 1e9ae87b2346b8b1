package dev.reelay.worker.webhook;

import java.util.stream.Stream;

/** URLs that mean to reach what listens on PORT of this machine, or something else inside. */
final class SsrfTricks {
    private SsrfTricks() {}

    static Stream<String> all() {
        return Stream.of(
                // the loopback in its spellings
                "http://127.0.0.1:PORT/",
                "https://127.0.0.1:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://0x7F.0x0.0x0.0x1:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://0177.0.0.01:PORT/",
                "http://127.000.000.001:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://127.255.255.254:PORT/",
                "http://0:PORT/",
                "http://0.0.0.0:PORT/",
                "http://00000177.1:PORT/",
                "http://１２７.０.０.１:PORT/",
                "http://①②⑦.0.0.1:PORT/",
                "http://127。0。0。1:PORT/",
                "http://127.0.0.1%2f@example.com:PORT/",
                "http://%31%32%37.0.0.1:PORT/",
                // IPv6
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[0000::1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                "http://[fc00::1]:PORT/",
                "http://[ff02::1]:PORT/",
                "http://[::1%25lo]:PORT/",
                // names
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://localhost.:PORT/",
                "http://localhost.localdomain:PORT/",
                "http://ｌｏｃａｌｈｏｓｔ:PORT/",
                "http://loop.example.com:PORT/",
                "https://loop.example.com:PORT/",
                "http://loop.example.com.:PORT/",
                "http://LOOP.example.com:PORT/",
                "http://loop6.example.com:PORT/",
                "http://mapped.example.com:PORT/",
                "http://many.example.com:PORT/",
                "http://changing.example.com:PORT/",
                "https://changing.example.com:PORT/",
                "http://nowhere.example.com:PORT/",
                // user info, ports, and parsers that disagree
                "http://example.com@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT@example.com/",
                "http://example.com:PORT#@127.0.0.1:PORT/",
                "http://example.com\\@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT\\.example.com/",
                "http://127.0.0.1:0PORT/",
                "http://127.0.0.1:PORT:443/",
                "http:/127.0.0.1:PORT/",
                "http:127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "http://127.0.0.1 :PORT/",
                "http://127.0.0.1\t:PORT/",
                "http://127.0.0.1:PORT/%0d%0aHost:%20a",
                "ftp://127.0.0.1:PORT/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:PORT/_",
                "jar:http://127.0.0.1:PORT/!/",
                // metadata and other insides
                "http://169.254.169.254:PORT/latest/meta-data/",
                "http://meta.example.com:PORT/",
                "http://169.254.170.2:PORT/v2/credentials",
                "http://100.100.100.200:PORT/",
                "http://168.63.129.16:PORT/",
                "http://192.0.0.192:PORT/",
                "http://[fd00:ec2::254]:PORT/",
                "http://10.0.0.1:PORT/",
                "http://172.16.0.1:PORT/",
                "http://192.168.1.1:PORT/",
                "http://metadata.google.internal:PORT/",
                // redirects
                "http://door.test:DOOR/");
    }
}
