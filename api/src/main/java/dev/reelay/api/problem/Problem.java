package dev.reelay.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reelay.catalog.Violation;
import dev.reelay.request.StrictJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document.
 *
 * @param detail what happened and what would be right, in one or two sentences
 * @param errors each fault by its place
 * @param about what else there is to know, by the names of further members
 * @param retryAfter when the same may be asked again; told in a header
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<Fault> errors,
        @JsonAnyGetter Map<String, Object> about,
        @JsonIgnore @Nullable Duration retryAfter) {
    /** How problem documents are marked. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    public Problem {
        errors = List.copyOf(errors);
        about = Map.copyOf(about);
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
        return of(type, detail, List.of());
    }

    /** A problem with these faults. */
    public static Problem of(ProblemType type, String detail, List<Fault> errors) {
        return new Problem(type.urn(), type.title(), type.status(), detail, errors, Map.of(), null);
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

    /** Of JSON that cannot be read, with the place where it breaks. */
    public static Problem broken(StrictJson.Broken broken) {
        String place = "line " + broken.line() + ", column " + broken.column();
        Fault fault = new Fault(broken.pointer(), null, broken.message(), broken.line(), broken.column());
        return of(ProblemType.BROKEN_JSON, "The JSON breaks at " + place + ".", List.of(fault));
    }

    /** The same with one thing more to know. */
    public Problem about(String name, Object value) {
        Map<String, Object> more = new HashMap<>(about);
        more.put(name, value);
        return new Problem(type, title, status, detail, errors, more, retryAfter);
    }

    /** The same, which may be another answer after this time. */
    public Problem after(Duration time) {
        return new Problem(type, title, status, detail, errors, about, time);
    }

    /** Whether it is of this type. */
    public boolean is(ProblemType wanted) {
        return type.equals(wanted.urn());
    }

    /** What happened, with every fault by its place, as one text. */
    public String text() {
        StringBuilder text = new StringBuilder(detail);
        for (Fault fault : errors) {
            String place = fault.parameter() != null
                    ? fault.parameter()
                    : String.valueOf(fault.pointer()).replaceFirst("^/", "").replace('/', '.');
            text.append(text.isEmpty() ? "" : " ")
                    .append(place.isEmpty() || place.equals("null") ? "" : place + " ")
                    .append(fault.message())
                    .append('.');
        }
        return text.toString();
    }

    /** To be answered as it stands. */
    public Response response() {
        Response.ResponseBuilder answer =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
        }
        // Otherwise the server would read the rest of the body before it hears the next request.
        return status == ProblemType.BODY_TOO_LARGE.status()
                ? answer.header("Connection", "close").build()
                : answer.build();
    }
}
