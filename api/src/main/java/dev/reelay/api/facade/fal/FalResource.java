package dev.reelay.api.facade.fal;

import dev.reelay.api.facade.FrontLinks;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.upload.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All of fal's addresses. Models have slashes in their ids and requests are named below the model's, so that the place of a word
 * tells what is asked for; in proxy mode the same is read from a header.
 */
@Path("/fal/{path: .+}")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class FalResource {
    private static final Pattern REQUEST =
            Pattern.compile(".+/requests/(?<id>[^/]+)(?<what>|/response|/status|/status/stream|/cancel)/?");
    private static final String PROXY = "proxy";
    private static final String UPLOADS = "uploads/";

    private final SubmitFal submit;
    private final ShowFal show;
    private final FalFiles files;
    private final FrontLinks links;

    FalResource(SubmitFal submit, ShowFal show, FalFiles files, FrontLinks links) {
        this.submit = submit;
        this.show = show;
        this.files = files;
        this.links = links;
    }

    @GET
    public Response look(@PathParam("path") String path, @Context UriInfo address, @Context HttpHeaders headers) {
        FalCall call = call(path, address, headers);
        if (call.path().equals(".well-known/jwks.json")) {
            return files.keys();
        }
        if (call.path().startsWith(Uploads.FILES)) {
            return files.show(call);
        }
        Matcher request = REQUEST.matcher(call.path());
        if (!request.matches()) {
            throw unknown();
        }
        String id = request.group("id");
        return switch (request.group("what")) {
            case "", "/response" -> show.result(id);
            case "/status" -> show.status(call, id);
            case "/status/stream" -> show.stream(call, id);
            default -> throw notAllowed("PUT");
        };
    }

    @POST
    public Response submit(
            @PathParam("path") String path, @Context UriInfo address, @Context HttpHeaders headers, InputStream body) {
        FalCall call = call(path, address, headers);
        if (call.path().startsWith(FalFiles.UPLOAD)) {
            return files.upload(call, headers, body);
        }
        return call.path().startsWith("storage/") ? files.initiate(call, body) : submit.submit(call, headers, body);
    }

    @PUT
    public Response change(
            @PathParam("path") String path, @Context UriInfo address, @Context HttpHeaders headers, InputStream body) {
        if (path.startsWith(UPLOADS)) {
            return files.take(path.substring(UPLOADS.length()), body);
        }
        FalCall call = call(path, address, headers);
        Matcher request = REQUEST.matcher(call.path());
        if (request.matches() && request.group("what").equals("/cancel")) {
            return show.cancel(request.group("id"));
        }
        throw unknown();
    }

    private FalCall call(String path, UriInfo address, HttpHeaders headers) {
        if (path.equals(PROXY)) {
            return FalCall.proxied(headers.getHeaderString(FalCall.TARGET));
        }
        Map<String, String> query = address.getQueryParameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().getFirst()));
        return new FalCall(path, query, links.holds(), null);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                ProblemType.NOT_FOUND, "There is no such address of fal's queue at Reelay; a model takes a POST."));
    }

    private static ProblemException notAllowed(String method) {
        return new ProblemException(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address takes " + method + "."));
    }
}
