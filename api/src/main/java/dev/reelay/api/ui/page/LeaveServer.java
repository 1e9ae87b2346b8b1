package dev.reelay.api.ui.page;

import dev.reelay.api.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The last hand on every page: a problem becomes a page, or a part of one, that says what to do; and the headers see to it that
 * nothing runs but our own script, whatever a prompt or a provider had to say.
 */
class LeaveServer {
    private final StoreOrigin store;
    private final Frame frame;

    LeaveServer(StoreOrigin store, Frame frame) {
        this.store = store;
        this.frame = frame;
    }

    @CheckedTemplate(basePath = "ui/page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance problem(Problem problem);

        static native TemplateInstance objection(Problem problem);
    }

    @ServerResponseFilter
    void leave(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Frame.isPage(request.getUriInfo().getPath())) {
            return;
        }
        boolean part = request.getHeaderString("HX-Request") != null;
        if (response.getEntity() instanceof Problem problem) {
            show(problem, part, response);
        }
        var headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", policy());
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("X-Frame-Options", "DENY");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!part && !frame.said().isEmpty() && MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            headers.add(HttpHeaders.SET_COOKIE, Said.nothing());
        }
    }

    private static void show(Problem problem, boolean part, ContainerResponseContext response) {
        TemplateInstance shown = part ? Templates.objection(problem) : Templates.problem(problem);
        response.setEntity(shown.render(), new Annotation[0], MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
        if (part) {
            response.getHeaders().putSingle("HX-Retarget", "#objection");
            // The part that was asked for is not in it.
            response.getHeaders().putSingle("HX-Reselect", ".note");
            response.getHeaders().putSingle("HX-Reswap", "innerHTML show:#objection:top");
        }
    }

    private String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'; img-src 'self' https: data:" + store.origin()
                + "; media-src 'self'" + store.origin();
    }
}
