package dev.reelay.upload;

import dev.reelay.storage.Link;
import dev.reelay.storage.ObjectHead;
import dev.reelay.storage.ObjectStore;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The images that tenants have uploaded: each below its tenant's own prefix, under the hash of its bytes. So the same image
 * sent twice is one object, and no name of a caller's gets into a key.
 */
@ApplicationScoped
public class Uploads {
    /** Below what an address lies that stands for an upload by its name. */
    public static final String FILES = "files/";

    /** What such a name looks like, as a pattern. */
    public static final String NAME = "[0-9a-f-]{36,64}\\.(?:jpg|png|webp)";

    private final ObjectStore store;

    Uploads(ObjectStore store) {
        this.store = store;
    }

    /** Whether an address is one of this tenant's uploads. */
    public boolean has(Tenant tenant, String address) {
        return address.startsWith(addressOf(prefix(tenant.id())));
    }

    /** The address of the tenant's upload with this name; empty when there is none. */
    public Optional<String> find(Tenant tenant, String name) {
        String key = prefix(tenant.id()) + name;
        return store.exists(key) ? Optional.of(addressOf(key)) : Optional.empty();
    }

    /** What the store tells of the tenant's upload with this name; empty when there is none. */
    public Optional<ObjectHead> head(Tenant tenant, String name) {
        return name.matches(NAME) ? store.head(prefix(tenant.id()) + name) : Optional.empty();
    }

    /** A link to look at the tenant's upload with this name; empty when there is none. */
    public Optional<Link> link(Tenant tenant, String name) {
        return head(tenant, name).map(head -> store.presignedGet(head.key(), name));
    }

    /** A link to look at what this address names; empty when that is none of the tenant's uploads. Nothing is asked. */
    public Optional<Link> preview(Tenant tenant, String address) {
        String prefix = addressOf(prefix(tenant.id()));
        String name = address.startsWith(prefix) ? address.substring(prefix.length()) : "";
        return name.matches(NAME)
                ? Optional.of(store.presignedGet(prefix(tenant.id()) + name, name))
                : Optional.empty();
    }

    /** Puts a file there that was found to be an image, under a name of ours: its hash, or what was promised before. */
    Uploaded keep(int tenant, String name, Path file, Kept kept) {
        String key = prefix(tenant) + name;
        store.put(key, file, kept.format().mediaType());
        return new Uploaded(addressOf(key), store.presignedGet(key, name), kept.format(), kept.bytes(), kept.sha256());
    }

    /** What was found of a file as it was read. */
    record Kept(ImageFormat format, long bytes, String sha256) {
        String name() {
            return sha256 + "." + format.ending();
        }
    }

    private static String prefix(int tenant) {
        return "uploads/" + tenant + "/";
    }

    private String addressOf(String key) {
        return "s3://" + store.bucket() + "/" + key;
    }
}
