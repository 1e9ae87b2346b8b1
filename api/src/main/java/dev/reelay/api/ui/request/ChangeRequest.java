package dev.reelay.api.ui.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.request.CancelRequest;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.request.SettleRequest;
import dev.reelay.api.request.TakeRequest;
import dev.reelay.api.ui.page.Said;
import dev.reelay.generation.Generation;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.tenant.Requester;
import dev.reelay.trace.Origin;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The buttons of a request: cancel, run again, settle. Each does what the api's own address for it does. */
@Path("/ui/requests/{id}")
@RunOnVirtualThread
class ChangeRequest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FindRequest find;
    private final CancelRequest cancel;
    private final SettleRequest settle;
    private final TakeRequest take;
    private final ReadEnvelope envelopes;
    private final AskAgain again;
    private final Caller caller;

    ChangeRequest(
            FindRequest find,
            CancelRequest cancel,
            SettleRequest settle,
            TakeRequest take,
            ReadEnvelope envelopes,
            AskAgain again,
            Caller caller) {
        this.find = find;
        this.cancel = cancel;
        this.settle = settle;
        this.take = take;
        this.envelopes = envelopes;
        this.again = again;
        this.caller = caller;
    }

    @POST
    @Path("/cancel")
    public Response cancel(@PathParam("id") String id) {
        return Said.andGo(cancel.cancel(id).detail(), page(id));
    }

    /** A new request with the same input and terms, told in the same form; it is paid for as any other. */
    @POST
    @Path("/again")
    public Response again(@PathParam("id") String id) {
        Generation request = find.find(id);
        AskAgain.Asked asked = again.of(request);
        Requester from = caller.owner().requester().by(request.facade());
        UUID made = take.take(Origin.PAGES, from, envelopes.read(asked.envelope()), null, "")
                .id();
        return Said.andGo(
                "This is a new request with the same input and terms."
                        + (asked.late() ? " A deadline that has passed was left out." : ""),
                page(made.toString()));
    }

    @POST
    @Path("/attempts/{number}/settle")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response settle(
            @PathParam("id") String id, @PathParam("number") String number, MultivaluedMap<String, String> form) {
        ObjectNode said = JSON.createObjectNode();
        said.put("outcome", form.getFirst("outcome"));
        String remote = form.getFirst("provider_request_id");
        if (remote != null && !remote.isBlank() && "accepted".equals(form.getFirst("outcome"))) {
            said.put("provider_request_id", remote.strip());
        }
        return Said.andGo(settle.settle(id, number, said).detail(), page(id));
    }

    private static String page(String id) {
        return "/ui/requests/" + id;
    }
}
