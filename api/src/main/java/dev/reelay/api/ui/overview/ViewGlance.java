package dev.reelay.api.ui.overview;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.overview.RememberOverview;
import dev.reelay.api.ui.request.FindPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** Reads what the first page shows of the caller's tenant. */
@ApplicationScoped
class ViewGlance {
    private static final String NEWEST = "12";

    private final RememberOverview overviews;
    private final FindPage find;
    private final Caller caller;

    ViewGlance(RememberOverview overviews, FindPage find, Caller caller) {
        this.overviews = overviews;
        this.find = find;
        this.caller = caller;
    }

    GlanceView now() {
        MultivaluedMap<String, String> few = new MultivaluedHashMap<>();
        few.putSingle("limit", NEWEST);
        return new GlanceView(overviews.of(caller.tenant().id()), find.page(few));
    }
}
