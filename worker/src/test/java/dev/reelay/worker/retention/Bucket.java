package dev.reelay.worker.retention;

import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.storage.ObjectStore;
import dev.reelay.storage.S3Clients;
import dev.reelay.storage.StorageConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket on loopback, whose store can be made to break off. */
final class Bucket implements AutoCloseable {
    private final EmbeddedS3 s3;
    private final S3Clients clients;
    private final StorageConfig config;
    private final S3Client client;
    private final AtomicInteger removals = new AtomicInteger(Integer.MAX_VALUE);

    Bucket(Path folder) throws IOException {
        s3 = EmbeddedS3.start(folder, 0, "local", "not-to-be-read");
        s3.createBucket("reelay");
        Map<String, String> settings = Map.of(
                "reelay.s3.endpoint", s3.endpoint().toString(),
                "reelay.s3.path-style", "true",
                "reelay.s3.access-key", "local",
                "reelay.s3.secret-key", "not-to-be-read");
        config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1))
                .withMapping(StorageConfig.class)
                .build()
                .getConfigMapping(StorageConfig.class);
        clients = new S3Clients(config);
        client = clients.client();
    }

    /** The store, which may break off. */
    ObjectStore store() {
        S3Client breaking = (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("deleteObject") && removals.getAndDecrement() <= 0) {
                        throw SdkClientException.create("the store broke off");
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new ObjectStore(breaking, clients.presigner(), config);
    }

    /** After so many removals it does not answer any more. */
    void breakAfter(int most) {
        removals.set(most);
    }

    /** What lies in it. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        store().forEach("", object -> keys.add(object.key()));
        return keys;
    }

    @Override
    public void close() throws IOException {
        clients.close();
        s3.close();
    }
}
