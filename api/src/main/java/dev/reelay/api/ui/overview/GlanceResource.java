package dev.reelay.api.ui.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The part of the first page that changes. */
@Path("/ui/glance")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class GlanceResource {
    private final ViewGlance view;

    GlanceResource(ViewGlance view) {
        this.view = view;
    }

    @CheckedTemplate(basePath = "ui/overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance glance(GlanceView view);
    }

    @GET
    public String glance() {
        return Templates.glance(view.now()).render();
    }
}
