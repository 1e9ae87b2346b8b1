package dev.reelay.api.problem;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.error.ErrorClass;
import dev.reelay.storage.StorageException;
import io.vertx.core.http.HttpClosedException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem document of whatever ends a request, so that no other form of error leaves the api. */
class MapExceptions {
    private static final Logger LOG = Logger.getLogger(MapExceptions.class);
    private static final String RETRY_SECONDS = "2";
    private static final int MOST_CAUSES = 8;

    private final AllowedMethods methods;

    MapExceptions(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return e.problem().response();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return Problem.of(ProblemType.NOT_FOUND, "No such address; the description of all of them is at /q/openapi.")
                .response();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e, UriInfo address) {
        String allow = String.join(", ", methods.at(address.getPath()));
        Response response = Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address takes " + allow + ".")
                .response();
        return Response.fromResponse(response).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response notSupported(NotSupportedException e, UriInfo address) {
        String json = "Send the body as JSON, with Content-Type: application/json.";
        return Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        address.getPath().matches("/?v1/batches/?")
                                ? "Send a manifest with Content-Type: application/jsonl or text/csv, or its address in S3 as"
                                        + " application/json."
                                : json)
                .response();
    }

    @ServerExceptionMapper
    Response notAcceptable(NotAcceptableException e) {
        return notAcceptable();
    }

    private static Response notAcceptable() {
        return Problem.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "Answers are JSON, and events a stream too; accept application/json or text/event-stream.")
                .response();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e, UriInfo address) {
        int status = e.getResponse().getStatus();
        if (status == ProblemType.BODY_TOO_LARGE.status()) {
            return tooLarge();
        }
        // What several methods at one address could answer comes without an exception of its own.
        if (status == ProblemType.NOT_ACCEPTABLE.status()) {
            return notAcceptable();
        }
        return status / 100 == 4
                ? Problem.of(ProblemType.BAD_REQUEST, "The request cannot be read as HTTP.")
                        .response()
                : fault(e, address);
    }

    @ServerExceptionMapper
    Response databaseAway(DatabaseUnavailable e, UriInfo address) {
        return away("the database", e, address);
    }

    @ServerExceptionMapper
    Response databaseAway(PersistenceException e, UriInfo address) {
        return away("the database", e, address);
    }

    @ServerExceptionMapper
    Response storeAway(StorageException e, UriInfo address) {
        return e.errorClass() == ErrorClass.UNAVAILABLE ? away("the store", e, address) : fault(e, address);
    }

    @ServerExceptionMapper
    Response fault(Throwable e, UriInfo address) {
        if (isTooLarge(e)) {
            return tooLarge();
        }
        if (isOfForm(e)) {
            return Problem.of(
                            ProblemType.BAD_REQUEST,
                            "The form cannot be read: it is cut off, broken or has too many fields.")
                    .response();
        }
        if (isGone(e)) {
            LOG.debugf("a caller broke off path=%s", address.getPath());
            return Problem.of(ProblemType.BAD_REQUEST, "The connection ended before the body did.")
                    .response();
        }
        LOG.errorf(e, "a request failed by a fault of ours path=%s", address.getPath());
        return Problem.of(
                        ProblemType.INTERNAL,
                        "The fault is in our log. "
                                + (isForPerson(address)
                                        ? "Look whether what you wanted was done before you try again."
                                        : "A submit with an Idempotency-Key can be sent again."))
                .response();
    }

    /** Pages speak to somebody who has a form before them, and no header to set. */
    private static boolean isForPerson(UriInfo address) {
        return address.getPath().startsWith("/ui/");
    }

    private static Response tooLarge() {
        return Problem.of(ProblemType.BODY_TOO_LARGE, "Send less, or put large images behind an https URL.")
                .response();
    }

    /** What the reader of bodies throws has no type of its own; it has answered already, and cuts the connection. */
    private static boolean isTooLarge(Throwable e) {
        return e instanceof IOException && "Request too large".equals(e.getMessage());
    }

    /** What the reader of multipart bodies throws has no type of its own, and is never a fault of ours. */
    private static boolean isOfForm(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0
                && trace[0].getClassName().startsWith("org.jboss.resteasy.reactive.server.core.multipart.");
    }

    /** The caller's connection ended in the middle of what it sent: nobody reads the answer. */
    private static boolean isGone(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                // Some of them are causes of themselves.
                .limit(MOST_CAUSES)
                .anyMatch(cause -> cause instanceof HttpClosedException
                        || cause instanceof ClosedChannelException
                        || saysEnd(String.valueOf(cause.getMessage())));
    }

    private static boolean saysEnd(String message) {
        return message.contains(HttpClosedException.class.getName()) || message.contains("Connection reset");
    }

    private static Response away(String what, Exception e, UriInfo address) {
        LOG.warnf(
                "%s did not answer, the caller is asked to come again path=%s cause=%s",
                what, address.getPath(), e.getMessage());
        Response response = Problem.of(
                        ProblemType.UNAVAILABLE,
                        "Something we depend on does not answer. "
                                + (isForPerson(address)
                                        ? "Look in a while whether what you wanted was done before you try again."
                                        : "Try again, with an Idempotency-Key where something is submitted."))
                .response();
        return Response.fromResponse(response)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }
}
