package dev.reelay.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reelay.catalog.Violation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document.
 *
 * @param detail what happened and what would be right, in one or two sentences
 * @param errors each fault by its place
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Fault> errors) {
    /** How problem documents are marked. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * One fault: of the body at a JSON pointer, or of a parameter or header by its name.
     *
     * @param pointer empty for the whole body
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            @Nullable String pointer,
            @Nullable String parameter,
            String message,
            @Nullable Integer line,
            @Nullable Integer column) {
        /** A fault of the body. */
        public static Fault at(String pointer, String message) {
            return new Fault(pointer, null, message, null, null);
        }

        /** A fault of a query parameter or header. */
        public static Fault of(String parameter, String message) {
            return new Fault(null, parameter, message, null, null);
        }
    }

    /** A problem without a place. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.urn(), type.title(), type.status(), detail, List.of());
    }

    /** A problem with these faults. */
    public static Problem of(ProblemType type, String detail, List<Fault> errors) {
        return new Problem(type.urn(), type.title(), type.status(), detail, errors);
    }

    /** A problem with a fault for each violation. */
    public static Problem violations(ProblemType type, String detail, List<Violation> violations) {
        return of(
                type,
                detail,
                violations.stream()
                        .map(violation -> Fault.at(violation.pointer(), violation.message()))
                        .toList());
    }

    /** To be answered as it stands. */
    public Response response() {
        Response.ResponseBuilder answer =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        // Otherwise the server would read the rest of the body before it hears the next request.
        return status == ProblemType.BODY_TOO_LARGE.status()
                ? answer.header("Connection", "close").build()
                : answer.build();
    }
}
