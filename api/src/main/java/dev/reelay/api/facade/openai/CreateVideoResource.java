package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ReadBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** OpenAI's videos, making them: its clients send a form, and others JSON. */
@Path("/openai/v1/videos")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class CreateVideoResource {
    private final ReadForm forms;
    private final ReadBody bodies;
    private final ReadVideo read;
    private final SubmitOnce submits;
    private final DescribeVideo describe;

    CreateVideoResource(ReadForm forms, ReadBody bodies, ReadVideo read, SubmitOnce submits, DescribeVideo describe) {
        this.forms = forms;
        this.bodies = bodies;
        this.read = read;
        this.submits = submits;
        this.describe = describe;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public ObjectNode ofForm(MultipartFormDataInput form, @Context HttpHeaders headers) throws IOException {
        ReadForm.Read sent = forms.read(form);
        return created(sent.fields(), sent.faults(), headers);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public ObjectNode ofJson(InputStream body, @Context HttpHeaders headers) {
        return created(bodies.json(body), List.of(), headers);
    }

    private ObjectNode created(JsonNode fields, List<Problem.Fault> faults, HttpHeaders headers) {
        Ask ask = read.read(fields, faults);
        return describe.begun(submits.submit(ask, headers), ask);
    }
}
