package dev.reelay.api.ui.request;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

/** The rows of the list alone, for the page to renew; a class of its own, as its address could be that of a request. */
@Path("/ui/requests/rows")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class RequestRows {
    private final FindPage find;
    private final RememberRows remember;

    RequestRows(FindPage find, RememberRows remember) {
        this.find = find;
        this.remember = remember;
    }

    @CheckedTemplate(basePath = "ui/request")
    static class Templates {
        private Templates() {}

        static native TemplateInstance rows(ListView view);
    }

    @GET
    public String rows(@Context UriInfo address) {
        MultivaluedMap<String, String> filters = address.getQueryParameters();
        return remember.of(filters, () -> Templates.rows(find.page(filters)).render());
    }
}
