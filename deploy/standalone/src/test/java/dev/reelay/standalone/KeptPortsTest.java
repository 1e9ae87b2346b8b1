package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.standalone.KeptPorts.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPortsTest {
    @TempDir
    Path folder;

    @Test
    void portsStayTheSameFromStartToStart() throws IOException {
        assertThat(all(ports())).isEqualTo(all(ports())).doesNotHaveDuplicates();
    }

    @Test
    void aPortThatAStrangerTookIsPickedAnewAndTheOthersStay() throws IOException {
        KeptPorts first = ports();
        try (ServerSocket stranger = taken(first.of(Server.S3))) {
            KeptPorts second = ports();

            assertThat(second.of(Server.S3)).isNotEqualTo(stranger.getLocalPort());
            assertThat(second.of(Server.KAFKA)).isEqualTo(first.of(Server.KAFKA));
        }
    }

    @Test
    void aPortThatOurOwnSurvivorHoldsIsKept() throws IOException {
        KeptPorts first = ports();
        try (ServerSocket survivor = taken(first.of(Server.POSTGRESQL))) {
            KeptPorts second = KeptPorts.in(folder.resolve("ports"), port -> port == survivor.getLocalPort());

            assertThat(second.of(Server.POSTGRESQL)).isEqualTo(survivor.getLocalPort());
        }
    }

    @Test
    void aBrokenFileIsReplaced() throws IOException {
        Files.writeString(folder.resolve("ports"), "KAFKA=many\nS3=");

        assertThat(all(ports())).doesNotContain(0);
    }

    private KeptPorts ports() throws IOException {
        return KeptPorts.in(folder.resolve("ports"), port -> false);
    }

    private static List<Integer> all(KeptPorts ports) {
        return Arrays.stream(Server.values()).map(ports::of).toList();
    }

    private static ServerSocket taken(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
