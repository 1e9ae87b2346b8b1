package dev.reelay.simulator.fault;

/**
 * What a fault does, wherever it strikes. A passing effect hits one call unless told otherwise; a lasting one is a
 * trait of the job and shows in every call.
 */
public enum Effect {
    RESET_UNREAD("the connection is reset before the body is read", false),
    RESET("the connection is reset before the answer", false),
    CLOSE("the connection is closed in order before the answer", false),
    CUT("the connection is reset in mid-answer", false),
    HANG("no answer ever comes", false),
    SLOW("the answer is late, by @ms (5000)", false),
    LATE("the work begins late, by @ms (5000), whether or not the caller still waits", false),
    UNAUTHORIZED("the key is refused, in the provider's own words", false),
    HTTP_401("the key is refused with a plain 401", false),
    FORBIDDEN("403: the key may not do this", false),
    NO_CREDIT("out of credit, in the provider's own words", false),
    HTTP_402("out of credit with a plain 402", false),
    NOT_FOUND("not found, in the provider's own words", false),
    GONE("410: gone for good", false),
    INVALID("the input is refused at once, in the provider's own words", false),
    RATE_LIMITED("429 without Retry-After", false),
    RATE_LIMITED_AFTER("429 with Retry-After of @s (2)", false),
    ERROR_500("500 with a body", false),
    ERROR_500_EMPTY("500 without a body", false),
    ERROR_502("502 with the page of a proxy", false),
    ERROR_503("503 with a body", false),
    ERROR_503_EMPTY("503 without a body", false),
    ERROR_504("504 of a gateway that gave up waiting", false),
    ERROR_200("200 that carries an error", false),
    MALFORMED("200 with broken JSON", false),
    HTML("200 with a page of HTML", false),
    PLAIN_TEXT("the right answer with the content type text/plain", false),
    EMPTY("200 without a body", false),
    HUGE("the right answer within a body of @bytes (64 MiB)", false),
    NO_ID("the answer lacks the job's id", false),
    FOREIGN_URLS("the links in the answer lead to another origin", true),
    EXTRA_FIELDS("the answer has fields nobody knows", true),
    UNKNOWN_STATE("the state is a word nobody knows", true),
    NO_QUEUE_POSITION("the queue position is missing", true),
    HIDES_FAILURE("a failed job looks completed; only the result tells", true),
    NOT_READY("the result is not there yet although the status says completed", false),
    NO_OUTPUT("done without an output", true),
    NULL_OUTPUT("done with an output that is null", true),
    OUTPUT_TEXT("the output is a plain link", true),
    OUTPUT_ARRAY("the output is an array of links", true),
    OUTPUT_LIST("the output is an object with a list of links", true),
    PRIVATE_LINK("the output leads to an address inside the caller's network", true),
    HIDDEN("the job is not in the list", true),
    NO_INPUT("the job stands there without its input", true),
    FAILS("fails after rendering", true),
    SERVER_FAILS("fails after rendering through the provider's own fault", true),
    TIMES_OUT("runs into the provider's time limit", true),
    MODERATED_PROMPT("the prompt is refused by moderation", true),
    MODERATED_IMAGE("the image is refused by moderation", true),
    MODERATED_OUTPUT("the finished video is refused by moderation", true),
    IMAGE_UNREADABLE("the image cannot be fetched", true),
    STUCK("never ends", true),
    RECORD_GONE("the job cannot be asked for from the start", true),
    RECORD_GONE_WHEN_DONE("the job cannot be asked for once it has ended", true),
    IGNORED("is accepted, and the job completes anyway", true),
    NOT_CANCELLABLE("is refused as not possible, and does nothing", false),
    ALREADY_COMPLETED("is refused because the job has ended, and does nothing", false),
    REMOVED("is answered as removed from the queue", false),
    REQUESTED("is answered as requested, and done", false),
    LINK_403("403: the link has expired", true),
    LINK_404("404: the link has expired", true),
    LINK_410("410: the link has expired", true),
    CUT_AT("is reset after @bytes (half)", false),
    END_AT("ends in order after @bytes (half), too early", false),
    STALL_AT("stops after @bytes (half) and hangs", false),
    SLOW_BYTES("runs at @bytes a second (65536)", true),
    LENGTH_TOO_LONG("announces 1000 bytes more than it sends", false),
    LENGTH_TOO_SHORT("announces 1000 bytes less than it sends", false),
    NO_LENGTH("has no length: chunked", true),
    WRONG_TYPE("says it is image/jpeg", true),
    TRUNCATED("is cut to @bytes (half) with a length that agrees", true),
    PAGE("is a page of HTML with status 200", true),
    ZERO_BYTES("is empty", true),
    GARBAGE("has the right length, but is no video", true),
    NO_RANGE("ignores Range and sends all", true),
    WRONG_RANGE("answers Range with other bytes than asked for", false),
    NO_VALIDATORS("has neither ETag nor Last-Modified", true),
    WEAK_ETAG("has a weak ETag only", true),
    CHANGES("has other bytes and another ETag each time", true),
    REDIRECT("redirects to the true place", true),
    REDIRECT_LOOP("redirects to itself", true),
    HEAD_REFUSED("refuses HEAD with 405", true),
    NEVER_SENT("is never sent", true),
    TWICE("is sent twice", true),
    DELAYED("is sent late, by @ms (5000)", true),
    BAD_SIGNATURE("has a wrong signature", true),
    OLD_TIMESTAMP("is signed with a time ten minutes ago", true),
    PAYLOAD_ERROR("says that the result could not be written", true);

    private final String phrase;
    private final boolean lasting;

    Effect(String phrase, boolean lasting) {
        this.phrase = phrase;
        this.lasting = lasting;
    }

    String phrase() {
        return phrase;
    }

    boolean lasting() {
        return lasting;
    }
}
