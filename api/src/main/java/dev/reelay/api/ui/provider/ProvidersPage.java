package dev.reelay.api.ui.provider;

import dev.reelay.api.caller.Caller;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Accounts and offerings: how they stand, for admins. */
@Path("/ui/providers")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class ProvidersPage {
    private final ViewProviders view;
    private final Caller caller;

    ProvidersPage(ViewProviders view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/provider")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(ProvidersView view);

        static native TemplateInstance course(ProvidersView view);
    }

    @GET
    public String page() {
        caller.mustBeAdmin();
        return Templates.page(view.now()).render();
    }

    /** The part that changes. */
    @GET
    @Path("/course")
    public String course() {
        caller.mustBeAdmin();
        return Templates.course(view.now()).render();
    }
}
