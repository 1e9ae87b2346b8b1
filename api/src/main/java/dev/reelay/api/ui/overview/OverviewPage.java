package dev.reelay.api.ui.overview;

import dev.reelay.api.ui.request.FindPage;
import dev.reelay.api.ui.request.ListView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** How things stand: what was asked for lately, as pictures. */
@Path("/ui")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class OverviewPage {
    private static final String NEWEST = "12";

    private final FindPage find;

    OverviewPage(FindPage find) {
        this.find = find;
    }

    @CheckedTemplate(basePath = "ui/overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(ListView view);

        static native TemplateInstance glance(ListView view);
    }

    @GET
    public String page() {
        return Templates.page(newest()).render();
    }

    /** The part that changes. */
    @GET
    @Path("/glance")
    public String glance() {
        return Templates.glance(newest()).render();
    }

    private ListView newest() {
        MultivaluedMap<String, String> few = new MultivaluedHashMap<>();
        few.putSingle("limit", NEWEST);
        return find.page(few);
    }
}
