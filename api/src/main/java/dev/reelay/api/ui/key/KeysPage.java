package dev.reelay.api.ui.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.key.ManageKeys;
import dev.reelay.api.key.ManageTenants;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.Said;
import dev.reelay.tenant.Key;
import dev.reelay.tenant.Keys;
import dev.reelay.tenant.SetTenants;
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
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** Keys and tenants, for admins. A key is in the answer that made it, and nowhere else. */
@Path("/ui/keys")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class KeysPage {
    private static final String PATH = "/ui/keys";

    private final Keys keys;
    private final SetTenants tenants;
    private final ManageKeys manageKeys;
    private final ManageTenants manageTenants;
    private final Caller caller;

    KeysPage(Keys keys, SetTenants tenants, ManageKeys manageKeys, ManageTenants manageTenants, Caller caller) {
        this.keys = keys;
        this.tenants = tenants;
        this.manageKeys = manageKeys;
        this.manageTenants = manageTenants;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/key")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(List<Key> keys, List<TenantSettings> tenants, UUID own, String ownTenant);

        static native TemplateInstance made(Key key, String clear);
    }

    @GET
    public String page() {
        caller.mustBeAdmin();
        return Templates.page(
                        keys.of(null),
                        tenants.all(),
                        caller.keyId(),
                        caller.tenant().name())
                .render();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String create(MultivaluedMap<String, String> form) {
        FilledForm filled = new FilledForm(form).texts("tenant", "name", "role");
        String until = filled.text("expires_on");
        ObjectNode body = filled.body();
        if (!until.isEmpty()) {
            body.put("expires_at", until + "T23:59:59Z");
        }
        limit(filled, body);
        Keys.Made made = manageKeys.create(body);
        return Templates.made(made.key(), made.clear().clear()).render();
    }

    @POST
    @Path("/{id}/revoke")
    public Response revoke(@PathParam("id") String id) {
        manageKeys.revoke(id);
        return Said.andGo("The key opens nothing any more, and its sessions end.", PATH);
    }

    @POST
    @Path("/tenants")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response tenant(MultivaluedMap<String, String> form) {
        FilledForm filled = new FilledForm(form).texts("name").values("weight");
        limit(filled, filled.body());
        TenantSettings made = manageTenants.create(filled.body());
        return Said.andGo("The tenant " + made.name() + " is made. It needs a key.", PATH);
    }

    @POST
    @Path("/tenants/{name}/{to: suspend|resume}")
    public Response suspend(@PathParam("name") String name, @PathParam("to") String to) {
        boolean suspended = to.equals("suspend");
        manageTenants.change(name, JsonNodeFactory.instance.objectNode().put("suspended", suspended));
        return Said.andGo(
                suspended
                        ? "The keys of " + name + " open nothing; what it asked for before goes on."
                        : "The keys of " + name + " open again.",
                PATH);
    }

    /** Given as one number: so many a second, and so many at once. */
    private static void limit(FilledForm filled, ObjectNode body) {
        String perSecond = filled.text("per_second");
        if (!perSecond.isEmpty()) {
            FilledForm limit = new FilledForm(single("per_second", perSecond)).values("per_second");
            ObjectNode told = limit.body();
            told.put(
                    "burst", (int) Math.max(1, Math.ceil(told.path("per_second").asDouble())));
            body.set("rate_limit", told);
        }
    }

    private static MultivaluedMap<String, String> single(String name, String value) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(name, value);
        return form;
    }
}
