package dev.reelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void portsAreDifferentAndFree() {
        assertThat(FreePorts.find(5)).hasSize(5).doesNotHaveDuplicates().allMatch(FreePorts::isFree);
    }

    @Test
    void aPortThatSomebodyListensOnIsNotFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
