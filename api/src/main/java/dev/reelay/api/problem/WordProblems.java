package dev.reelay.api.problem;

import io.quarkus.arc.All;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells every problem, wherever it arose, in the form that the one who called understands. */
class WordProblems {
    private static final Annotation[] NONE = {};

    private final List<ErrorForm> forms;

    WordProblems(@All List<ErrorForm> forms) {
        this.forms = forms;
    }

    @ServerResponseFilter
    void word(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!(answer.getEntity() instanceof Problem problem)) {
            return;
        }
        String path = request.getUriInfo().getPath();
        forms.stream().filter(form -> form.covers(path)).findFirst().ifPresent(form -> {
            ErrorForm.Worded worded = form.worded(problem, path);
            answer.setStatus(worded.status());
            worded.headers().forEach((name, value) -> answer.getHeaders().putSingle(name, value));
            answer.setEntity(worded.body(), NONE, MediaType.APPLICATION_JSON_TYPE);
        });
    }
}
