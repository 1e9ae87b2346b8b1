package dev.reelay.upload;

import dev.reelay.storage.ObjectStore;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/**
 * The images that tenants have uploaded: each below its tenant's own prefix, under the hash of its bytes. So the same image
 * sent twice is one object, and no name of a caller's gets into a key.
 */
@ApplicationScoped
public class Uploads {
    private final ObjectStore store;

    Uploads(ObjectStore store) {
        this.store = store;
    }

    /** Whether an address is one of this tenant's uploads. */
    public boolean has(Tenant tenant, String address) {
        return address.startsWith(addressOf(prefix(tenant)));
    }

    /** Puts a file there that was found to be an image. */
    Uploaded keep(Tenant tenant, Path file, ImageFormat format, long bytes, String sha256) {
        String key = prefix(tenant) + sha256 + "." + format.ending();
        store.put(key, file, format.mediaType());
        return new Uploaded(
                addressOf(key), store.presignedGet(key, sha256 + "." + format.ending()), format, bytes, sha256);
    }

    private static String prefix(Tenant tenant) {
        return "uploads/" + tenant.id() + "/";
    }

    private String addressOf(String key) {
        return "s3://" + store.bucket() + "/" + key;
    }
}
