package dev.reelay.api.ui.page;

import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Where links to results lead, which is the only other place that videos may come from. */
@ApplicationScoped
class StoreOrigin {
    private final String origin;

    StoreOrigin(ObjectStore store) {
        URI link = store.presignedGet("any", null).url();
        origin = " " + link.getScheme() + "://" + link.getRawAuthority();
    }

    /** With a blank in front, as a policy lists it. */
    String origin() {
        return origin;
    }
}
