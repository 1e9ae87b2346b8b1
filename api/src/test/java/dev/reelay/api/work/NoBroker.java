package dev.reelay.api.work;

import dev.reelay.api.testing.Servers;
import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The servers of the tests with the broker away; a test starts it by itself, where its clients expect it. */
public final class NoBroker extends Servers {
    private final Map<String, String> place = new HashMap<>();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        settings.putAll(place);
        return settings;
    }

    @Override
    protected String kafka(Path folder) {
        List<Integer> ports = FreePorts.find(2);
        place.put("tests.kafka.folder", folder.resolve("kafka").toString());
        place.put("tests.kafka.port", ports.get(0).toString());
        place.put("tests.kafka.controller-port", ports.get(1).toString());
        return "127.0.0.1:" + ports.get(0);
    }

    /** Starts the broker; what it has taken before is still there. */
    static EmbeddedKafka arrive() throws IOException, InterruptedException {
        Config config = ConfigProvider.getConfig();
        EmbeddedKafka kafka = EmbeddedKafka.start(
                Path.of(config.getValue("tests.kafka.folder", String.class)),
                config.getValue("tests.kafka.port", Integer.class),
                config.getValue("tests.kafka.controller-port", Integer.class));
        kafka.createTopics(Map.of("reelay.work", 4));
        return kafka;
    }
}
