package dev.reelay.api.ui.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.ui.page.PreviewImages;
import dev.reelay.api.ui.page.ShowJson;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadInput;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** One request: its video, its way, what it cost, and what can be done. Its parts renew themselves until it has ended. */
@Path("/ui/requests/{id}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class RequestPage {
    private final FindRequest find;
    private final ViewRequest view;
    private final ReadInput inputs;
    private final PreviewImages previews;

    RequestPage(FindRequest find, ViewRequest view, ReadInput inputs, PreviewImages previews) {
        this.find = find;
        this.view = view;
        this.inputs = inputs;
        this.previews = previews;
    }

    @CheckedTemplate(basePath = "ui/request")
    static class Templates {
        private Templates() {}

        static native TemplateInstance one(RequestView view, String input, String prompt, List<String> images);

        static native TemplateInstance stage(RequestView view);

        static native TemplateInstance course(RequestView view);

        static native TemplateInstance way(RequestView view);
    }

    @GET
    public String page(@PathParam("id") String id) {
        Generation request = find.find(id);
        Optional<JsonNode> input = inputs.of(request);
        return Templates.one(
                        view.of(request),
                        input.map(ShowJson::pretty).orElse("The input is not in the bucket any more."),
                        input.map(asked -> asked.path("prompt").asText()).orElse(""),
                        input.map(previews::in).orElse(List.of()))
                .render();
    }

    /** The video, or what stands in its place. */
    @GET
    @Path("/stage")
    public String stage(@PathParam("id") String id) {
        return Templates.stage(view.of(find.find(id))).render();
    }

    /** All that changes while it runs. */
    @GET
    @Path("/course")
    public String course(@PathParam("id") String id) {
        return Templates.course(view.of(find.find(id))).render();
    }

    /** The same in short, beside the form that it came from. */
    @GET
    @Path("/way")
    public String way(@PathParam("id") String id) {
        return Templates.way(view.of(find.find(id))).render();
    }
}
