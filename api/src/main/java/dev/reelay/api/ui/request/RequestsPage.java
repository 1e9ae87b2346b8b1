package dev.reelay.api.ui.request;

import dev.reelay.api.ui.page.Choices;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The list of requests, newest first, which renews itself. */
@Path("/ui/requests")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class RequestsPage {
    private final FindPage find;
    private final Choices choices;

    RequestsPage(FindPage find, Choices choices) {
        this.find = find;
        this.choices = choices;
    }

    @CheckedTemplate(basePath = "ui/request")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(ListView view, Choices choices);
    }

    @GET
    public String page(@Context UriInfo address) {
        return Templates.list(find.page(address.getQueryParameters()), choices).render();
    }
}
