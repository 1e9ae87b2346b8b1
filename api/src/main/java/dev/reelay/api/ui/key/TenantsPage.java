package dev.reelay.api.ui.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.key.ManageTenants;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.Said;
import dev.reelay.tenant.TenantSettings;
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

/** Tenants, for admins: making one, changing what it may, and suspending it. */
@Path("/ui/keys/tenants")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class TenantsPage {
    private static final String PATH = "/ui/keys";

    private final ManageTenants tenants;
    private final Caller caller;

    TenantsPage(ManageTenants tenants, Caller caller) {
        this.tenants = tenants;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/key")
    static class Templates {
        private Templates() {}

        static native TemplateInstance tenant(TenantSettings tenant);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(MultivaluedMap<String, String> form) {
        ObjectNode body = new FilledForm(form).texts("name").values("weight").body();
        RateFields.write(form, body);
        TenantSettings made = tenants.create(body);
        return Said.andGo("The tenant " + made.name() + " is made. It needs a key.", PATH);
    }

    /** One tenant, and what can be changed of it. */
    @GET
    @Path("/{name}")
    public String one(@PathParam("name") String name) {
        caller.mustBeAdmin();
        return Templates.tenant(tenants.find(name)).render();
    }

    /** Only what is another than it was. */
    @POST
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("name") String name, MultivaluedMap<String, String> form) {
        FilledForm changes = FilledForm.ofChanges(form).values("weight");
        ObjectNode body = changes.body();
        if (changes.has("input_prefixes")) {
            changes.text("input_prefixes")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> body.withArray("input_prefixes").add(line.strip()));
            body.withArray("input_prefixes");
        }
        RateFields.writeChange(form, body);
        tenants.change(name, body);
        return Said.andGo("The tenant " + name + " is changed.", PATH);
    }

    @POST
    @Path("/{name}/{to: suspend|resume}")
    public Response suspend(@PathParam("name") String name, @PathParam("to") String to) {
        boolean suspended = to.equals("suspend");
        tenants.change(name, JsonNodeFactory.instance.objectNode().put("suspended", suspended));
        return Said.andGo(
                suspended
                        ? "The keys of " + name + " open nothing; what it asked for before goes on."
                        : "The keys of " + name + " open again.",
                PATH);
    }
}
