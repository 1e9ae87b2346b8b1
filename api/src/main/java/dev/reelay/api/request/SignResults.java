package dev.reelay.api.request;

import dev.reelay.generation.Artifact;
import dev.reelay.generation.Generation;
import dev.reelay.generation.LinkResults;
import dev.reelay.storage.Link;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes links to stored results, anew on every reading: a link is never kept. */
@ApplicationScoped
public class SignResults {
    private final LinkResults links;

    SignResults(LinkResults links) {
        this.links = links;
    }

    /** A link to the file itself, under a name that tells which request it is of. */
    public Link link(Generation generation, Artifact artifact) {
        return links.link(generation, artifact);
    }

    Documents.Stored stored(Generation generation, Artifact artifact) {
        Link link = link(generation, artifact);
        return new Documents.Stored(
                artifact.uri(),
                link.url(),
                link.expiresAt(),
                artifact.bytes(),
                artifact.sha256(),
                artifact.mediaType(),
                artifact.duration() == null ? null : artifact.duration().toMillis() / 1000.0,
                artifact.width(),
                artifact.height(),
                artifact.storedAt());
    }

    /** One of a kind under its name, several in a list: {@code video}, or {@code videos}. */
    Map<String, Object> output(List<Documents.Stored> files) {
        Map<String, List<URI>> kinds = new LinkedHashMap<>();
        files.forEach(file -> kinds.computeIfAbsent(
                        file.mediaType().startsWith("image/") ? "image" : "video", kind -> new ArrayList<>())
                .add(file.url()));
        Map<String, Object> output = new LinkedHashMap<>();
        kinds.forEach((kind, urls) -> {
            if (urls.size() == 1) {
                output.put(kind, urls.getFirst());
            } else {
                output.put(kind + "s", urls);
            }
        });
        return output;
    }

    /** When the first of the links dies. */
    Instant expiry(List<Documents.Stored> files) {
        return files.stream()
                .map(Documents.Stored::expiresAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
