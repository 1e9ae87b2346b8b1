package dev.reelay.api.ui.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.limit.SetLimits;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.Said;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Accounts and offerings: how they stand, and the levers of an admin. */
@Path("/ui/providers")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class ProvidersPage {
    private static final String PATH = "/ui/providers";

    private final ViewProviders view;
    private final SetLimits limits;
    private final Caller caller;

    ProvidersPage(ViewProviders view, SetLimits limits, Caller caller) {
        this.view = view;
        this.limits = limits;
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

    @POST
    @Path("/accounts/{provider}/{name}/{to: pause|resume|mended}")
    public Response account(
            @PathParam("provider") String provider, @PathParam("name") String name, @PathParam("to") String to) {
        var change = JsonNodeFactory.instance.objectNode();
        if (to.equals("mended")) {
            change.put("out", false);
        } else {
            change.put("paused", to.equals("pause"));
        }
        limits.ofAccount(provider, name, change);
        return Said.andGo(
                switch (to) {
                    case "pause" -> "Nothing new begins with this account; what is open goes on.";
                    case "resume" -> "The account is used again.";
                    default -> "The account is tried again.";
                },
                PATH);
    }

    @POST
    @Path("/slots/{provider}/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response slots(
            @PathParam("provider") String provider,
            @PathParam("name") String name,
            MultivaluedMap<String, String> form) {
        limits.ofAccount(provider, name, new FilledForm(form).values("slots").body());
        return Said.andGo("The account has its new number of slots.", PATH);
    }

    @POST
    @Path("/offerings/{to: pause|resume|close}/{id: .+}")
    public Response offering(@PathParam("to") String to, @PathParam("id") String id) {
        var change = JsonNodeFactory.instance.objectNode();
        if (to.equals("close")) {
            change.put("close_breaker", true);
        } else {
            change.put("paused", to.equals("pause"));
        }
        limits.ofOffering(id, change);
        return Said.andGo(
                switch (to) {
                    case "pause" -> "Nothing new begins with this offering; what waits may go elsewhere.";
                    case "resume" -> "The offering is used again.";
                    default -> "Its breaker is closed.";
                },
                PATH);
    }
}
