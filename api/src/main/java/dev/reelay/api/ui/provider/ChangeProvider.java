package dev.reelay.api.ui.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.limit.SetLimits;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.Said;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** The levers of accounts and offerings, for admins. */
@Path("/ui/providers")
@RunOnVirtualThread
class ChangeProvider {
    private static final String PATH = "/ui/providers";

    private final SetLimits limits;

    ChangeProvider(SetLimits limits) {
        this.limits = limits;
    }

    @POST
    @Path("/accounts/{provider}/{name}/{to: pause|resume|mended|configured}")
    public Response account(
            @PathParam("provider") String provider, @PathParam("name") String name, @PathParam("to") String to) {
        var change = JsonNodeFactory.instance.objectNode();
        switch (to) {
            case "mended" -> change.put("out", false);
            case "configured" -> change.put("reset", true);
            default -> change.put("paused", to.equals("pause"));
        }
        limits.ofAccount(provider, name, change);
        return Said.andGo(
                switch (to) {
                    case "pause" -> "Nothing new begins with this account; what is open goes on.";
                    case "resume" -> "The account is used again.";
                    case "configured" -> "The account has the limits of the configuration again.";
                    default -> "The account is tried again.";
                },
                PATH);
    }

    /** Only what is another than it was. */
    @POST
    @Path("/limits/accounts/{provider}/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response limits(
            @PathParam("provider") String provider,
            @PathParam("name") String name,
            MultivaluedMap<String, String> form) {
        limits.ofAccount(
                provider,
                name,
                FilledForm.ofChanges(form)
                        .values("slots", "weight")
                        .valuesOrNothing("start_every")
                        .body());
        return Said.andGo("The account has its new limits.", PATH);
    }

    /** Empty for no limit but that of the accounts. */
    @POST
    @Path("/limits/offerings/{id: .+}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response slots(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        limits.ofOffering(
                id, FilledForm.ofChanges(form).valuesOrNothing("slots").body());
        return Said.andGo("The offering has its new number of slots.", PATH);
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
