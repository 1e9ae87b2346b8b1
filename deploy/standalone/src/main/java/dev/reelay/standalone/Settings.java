package dev.reelay.standalone;

import dev.reelay.catalog.Provider;
import dev.reelay.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells Quarkus where the servers of this process are: system properties, which win over file and environment. */
final class Settings {
    private final Map<String, String> values = new LinkedHashMap<>();

    Settings servers(Servers servers, KeptSecret s3Secret) {
        values.put("kafka.bootstrap.servers", servers.kafkaAddress());
        values.put("reelay.api.public-kafka", servers.kafkaAddress());
        values.put("quarkus.datasource.jdbc.url", servers.postgresql().jdbcUrl());
        values.put("quarkus.datasource.username", servers.postgresql().user());
        values.put("reelay.s3.endpoint", servers.s3().endpoint().toString());
        values.put("reelay.s3.bucket", Servers.BUCKET);
        values.put("reelay.s3.path-style", "true");
        values.put("reelay.s3.access-key", Servers.ACCESS_KEY);
        values.put("reelay.s3.secret-key", s3Secret.value());
        return this;
    }

    Settings http(int port, KeptSecret apiKey, KeptSecret secretsKey) {
        values.put("reelay.secrets.key", secretsKey.value());
        values.put("quarkus.http.port", String.valueOf(port));
        // After a kill it is known again at once, where a stranger would wait for the old session to end.
        values.put("reelay.worker.instance-id", "standalone");
        values.put("reelay.bootstrap.tenant", "default");
        values.put("reelay.bootstrap.api-key", apiKey.value());
        return this;
    }

    /** The simulator may be reached by its exact origin, beside the origins that the user allows. */
    Settings simulated(List<Provider> providers, Simulator simulator, @Nullable String allowedByUser) {
        for (Provider provider : providers) {
            String prefix = "reelay.providers." + provider.name();
            simulator.inPlaceOf(provider.baseUrl()).ifPresent(address -> {
                values.put(prefix + ".key", "simulated");
                values.put(prefix + ".base-url", address.toString());
            });
        }
        String simulated = simulator.baseUri().toString();
        values.put(
                "reelay.outside.allowed-origins",
                allowedByUser == null || allowedByUser.isBlank() ? simulated : simulated + "," + allowedByUser);
        return this;
    }

    Settings log(DataFolder data, boolean verbose) {
        values.put("quarkus.log.file.path", data.resolve("log/reelay.log").toString());
        values.put("quarkus.log.console.level", verbose ? "ALL" : "WARN");
        return this;
    }

    void apply() {
        values.forEach(System::setProperty);
    }
}
