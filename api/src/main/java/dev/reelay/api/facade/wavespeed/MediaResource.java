package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.Tickets;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.facade.AnswerJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** WaveSpeed's uploads: a ticket, and then the bytes. */
@Path("/wavespeed/api/v3/media/uploads")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class MediaResource {
    private final Tickets tickets;
    private final ReadBody bodies;
    private final Caller caller;

    MediaResource(Tickets tickets, ReadBody bodies, Caller caller) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    public ObjectNode begin(InputStream body) {
        JsonNode wanted = bodies.json(body);
        Tickets.Ticket ticket = tickets.issue(Front.WAVESPEED, caller.tenant(), wanted);
        ObjectNode data = AnswerJson.object().put("download_url", ticket.fileUrl());
        data.putObject("upload")
                .put("method", "PUT")
                .put("url", ticket.uploadUrl())
                .putObject("headers")
                .put("Content-Type", wanted.path("content_type").textValue());
        return DescribePrediction.envelope(data);
    }
}
