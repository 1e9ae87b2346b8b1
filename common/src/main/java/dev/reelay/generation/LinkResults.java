package dev.reelay.generation;

import dev.reelay.storage.Link;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes links to stored results, anew on every reading: a link is never kept. */
@ApplicationScoped
public class LinkResults {
    private final ObjectStore store;

    LinkResults(ObjectStore store) {
        this.store = store;
    }

    /** A link to the file itself, under a name that tells which request it is of. */
    public Link link(Generation generation, Artifact artifact) {
        String ending = artifact.key().substring(artifact.key().lastIndexOf('.') + 1);
        boolean hasEnding = artifact.key().lastIndexOf('.') > artifact.key().lastIndexOf('/');
        String name =
                generation.id() + "-" + artifact.n() + (hasEnding ? "." + ending : extension(artifact.mediaType()));
        return artifact.bucket().equals(store.bucket())
                ? store.presignedGet(artifact.key(), name)
                : store.presignedGetFrom(artifact.bucket(), artifact.key(), name);
    }

    private static String extension(String mediaType) {
        return mediaType.equals("video/mp4") ? ".mp4" : "";
    }
}
