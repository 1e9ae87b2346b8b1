package dev.reelay.api.ui.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.key.ManageKeys;
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
    private static final String UNTIL = "expires_on";

    private final Keys keys;
    private final SetTenants tenants;
    private final ManageKeys manageKeys;
    private final Caller caller;

    KeysPage(Keys keys, SetTenants tenants, ManageKeys manageKeys, Caller caller) {
        this.keys = keys;
        this.tenants = tenants;
        this.manageKeys = manageKeys;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/key")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(List<Key> keys, List<TenantSettings> tenants, UUID own, String ownTenant);

        static native TemplateInstance one(Key key, boolean own);

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
        ObjectNode body = filled.body();
        body.set("expires_at", endOfDay(filled.text(UNTIL)));
        RateFields.write(form, body);
        Keys.Made made = manageKeys.create(body);
        return Templates.made(made.key(), made.clear().clear()).render();
    }

    @POST
    @Path("/{id}/revoke")
    public Response revoke(@PathParam("id") String id) {
        manageKeys.revoke(id);
        return Said.andGo("The key opens nothing any more, and its sessions end.", PATH);
    }

    /** One key, and what can be changed of it. */
    @GET
    @Path("/{id}")
    public String one(@PathParam("id") String id) {
        caller.mustBeAdmin();
        Key key = manageKeys.find(id);
        return Templates.one(key, key.id().equals(caller.keyId())).render();
    }

    /** Only what is another than it was. */
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        FilledForm changes = FilledForm.ofChanges(form).texts("name", "role").values("any_provider");
        ObjectNode body = changes.body();
        if (changes.has(UNTIL)) {
            body.set("expires_at", endOfDay(changes.text(UNTIL)));
        }
        RateFields.writeChange(form, body);
        Key changed = manageKeys.change(manageKeys.find(id), body);
        return Said.andGo("The key " + changed.name() + " is changed; within seconds everywhere.", PATH);
    }

    private static JsonNode endOfDay(String day) {
        return day.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(day + "T23:59:59Z");
    }
}
