package dev.reelay.bench.proof;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** How long the broker keeps what is in the topics. */
public final class Retention {
    private static final Collection<AlterConfigOp> MINUTES = List.of(
            set("retention.ms", "300000"), set("segment.ms", "60000"), set("segment.bytes", String.valueOf(8 << 20)));

    private Retention() {}

    /** Five minutes for all topics, in segments of one. */
    public static void shorten(String kafka) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.incrementalAlterConfigs(admin.listTopics().names().get().stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .collect(Collectors.toMap(Function.identity(), topic -> MINUTES)))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
