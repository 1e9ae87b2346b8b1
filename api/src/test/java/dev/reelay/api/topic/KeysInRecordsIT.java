package dev.reelay.api.topic;

import static dev.reelay.api.topic.TopicClient.bytes;
import static dev.reelay.api.topic.TopicClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key may stand where none belongs; whoever reads dead letters or events must not find it. */
@QuarkusTest
@WithTestResource(Servers.class)
class KeysInRecordsIT {
    @Inject
    Tables tables;

    private TopicClient topic;

    @BeforeEach
    void clear() {
        tables.clear();
        topic = new TopicClient();
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aKeyThatStandsAnywhereIsHidden() throws Exception {
        topic.send(
                with(Servers.KEY, "x-api-key", Servers.KEY),
                bytes("{\"" + Servers.KEY + "\": \"" + Servers.KEY + "\"}"));

        ConsumerRecord<byte[], byte[]> letter = topic.deadLetter();
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("rl_hidden");
        assertThat(StreamSupport.stream(letter.headers().spliterator(), false))
                .noneMatch(header -> new String(header.value(), StandardCharsets.UTF_8).contains(Servers.KEY));
        await().untilAsserted(
                        () -> assertThat(tables.count("select count(*) from event where type = 'request.rejected'"))
                                .isOne());
        assertThat(tables.text("select data::text from event"))
                .contains("problem")
                .doesNotContain(Servers.KEY);
    }
}
