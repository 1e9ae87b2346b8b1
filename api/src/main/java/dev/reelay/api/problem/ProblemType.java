package dev.reelay.api.problem;

import java.util.Locale;

/** The closed set of problems; a type never changes its meaning or its status. */
public enum ProblemType {
    BROKEN_JSON(400, "The body is not JSON that can be read"),
    NOT_A_CLOUDEVENT(400, "The record is no CloudEvent that asks for anything"),
    INVALID_PARAMETER(400, "A parameter of the address or a header is wrong"),
    BAD_REQUEST(400, "The request cannot be read"),
    UNAUTHORIZED(401, "A valid API key is needed"),
    BAD_SIGNATURE(401, "The signature of the callback is not good"),
    BUDGET_USED_UP(402, "A budget that never renews has no room for this"),
    FORBIDDEN(403, "The key may not do this"),
    TENANT_SUSPENDED(403, "The tenant is suspended"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_MODEL(404, "There is no such model"),
    UNKNOWN_REQUEST(404, "There is no such request"),
    UNKNOWN_ATTEMPT(404, "The request has no such attempt"),
    UNKNOWN_WEBHOOK(404, "There is no such webhook"),
    UNKNOWN_BUDGET(404, "There is no such budget"),
    UNKNOWN_BATCH(404, "There is no such batch"),
    UNKNOWN_DELIVERY(404, "There is no such delivery"),
    UNKNOWN_ACCOUNT(404, "There is no such account"),
    UNKNOWN_OFFERING(404, "There is no such offering"),
    UNKNOWN_KEY(404, "There is no such key"),
    UNKNOWN_TENANT(404, "There is no such tenant"),
    NO_RESULT(404, "There is no result and will be none"),
    METHOD_NOT_ALLOWED(405, "This address does not take this method"),
    NOT_ACCEPTABLE(406, "No answer in the wanted media type"),
    NOT_READY(409, "The result is not there yet"),
    NOT_CANCELLABLE(409, "It cannot be cancelled any more"),
    NOT_DELETABLE(409, "It cannot be deleted now"),
    NOT_HELD(409, "No quarantine holds it"),
    NOT_SETTLEABLE(409, "This cannot be said of the attempt"),
    NOT_STEERABLE(409, "This cannot be done with the batch now"),
    UPLOAD_OVERTAKEN(409, "Another upload goes on with this manifest"),
    REPLAY_CHANGED(409, "The replay would not be what was confirmed"),
    TENANT_EXISTS(409, "There is a tenant of this name"),
    OWN_KEY(409, "A key does not lock itself out"),
    EVENTS_GONE(410, "These events are not kept any more"),
    RECORD_TOO_OLD(410, "The record is older than what may be accepted"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not taken here"),
    NOT_AN_IMAGE(415, "The body is no image of the formats that are taken"),
    INVALID_REQUEST(422, "The request is not valid"),
    INVALID_MANIFEST(422, "Lines of the manifest are not valid"),
    NO_PROVIDER(422, "No provider can serve this request"),
    IDEMPOTENCY_KEY_REUSED(422, "The key stands for another request"),
    BUDGET_SPENT(429, "A budget has no room for this before it renews"),
    TOO_MANY_REQUESTS(429, "The key asks too often"),
    INTERNAL(500, "A fault of ours"),
    NO_WEBHOOKS(501, "Webhooks are not set up on this installation"),
    UNAVAILABLE(503, "Not possible at the moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    String urn() {
        return "urn:reelay:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
