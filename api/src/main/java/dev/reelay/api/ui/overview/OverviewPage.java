package dev.reelay.api.ui.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How things stand: what was asked for lately, as pictures. */
@Path("/ui")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class OverviewPage {
    private final ViewGlance view;

    OverviewPage(ViewGlance view) {
        this.view = view;
    }

    @CheckedTemplate(basePath = "ui/overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(GlanceView view);
    }

    @GET
    public String page() {
        return Templates.page(view.now()).render();
    }
}
