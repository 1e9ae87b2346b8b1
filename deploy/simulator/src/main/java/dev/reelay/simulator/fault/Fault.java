package dev.reelay.simulator.fault;

import java.util.Arrays;
import java.util.Locale;

/**
 * Every fault by its name. A fault of a submit or cancel marked {@code true} strikes after the work was done: the job
 * exists, or is cancelled, whatever the caller sees; the others strike before.
 */
public enum Fault {
    SUBMIT_RESET_BEFORE_BODY(Moment.SUBMIT, Effect.RESET_UNREAD),
    SUBMIT_RESET_AFTER_BODY(Moment.SUBMIT, Effect.RESET),
    SUBMIT_RESET_AFTER_BODY_ACCEPTED(Moment.SUBMIT, Effect.RESET, true),
    SUBMIT_RESET_MID_ANSWER(Moment.SUBMIT, Effect.CUT, true),
    SUBMIT_CLOSE(Moment.SUBMIT, Effect.CLOSE),
    SUBMIT_CLOSE_ACCEPTED(Moment.SUBMIT, Effect.CLOSE, true),
    SUBMIT_HANG(Moment.SUBMIT, Effect.HANG),
    SUBMIT_HANG_ACCEPTED(Moment.SUBMIT, Effect.HANG, true),
    SUBMIT_SLOW(Moment.SUBMIT, Effect.SLOW, true),
    SUBMIT_LATE_ACCEPTED(Moment.SUBMIT, Effect.LATE, true),
    SUBMIT_UNAUTHORIZED(Moment.SUBMIT, Effect.UNAUTHORIZED),
    SUBMIT_401(Moment.SUBMIT, Effect.HTTP_401),
    SUBMIT_403(Moment.SUBMIT, Effect.FORBIDDEN),
    SUBMIT_NO_CREDIT(Moment.SUBMIT, Effect.NO_CREDIT),
    SUBMIT_402(Moment.SUBMIT, Effect.HTTP_402),
    SUBMIT_404(Moment.SUBMIT, Effect.NOT_FOUND),
    SUBMIT_410(Moment.SUBMIT, Effect.GONE),
    SUBMIT_INVALID(Moment.SUBMIT, Effect.INVALID),
    SUBMIT_429(Moment.SUBMIT, Effect.RATE_LIMITED),
    SUBMIT_429_RETRY_AFTER(Moment.SUBMIT, Effect.RATE_LIMITED_AFTER),
    SUBMIT_500(Moment.SUBMIT, Effect.ERROR_500),
    SUBMIT_500_EMPTY(Moment.SUBMIT, Effect.ERROR_500_EMPTY),
    SUBMIT_502(Moment.SUBMIT, Effect.ERROR_502),
    SUBMIT_503(Moment.SUBMIT, Effect.ERROR_503),
    SUBMIT_503_EMPTY(Moment.SUBMIT, Effect.ERROR_503_EMPTY),
    SUBMIT_504(Moment.SUBMIT, Effect.ERROR_504),
    SUBMIT_500_ACCEPTED(Moment.SUBMIT, Effect.ERROR_500, true),
    SUBMIT_502_ACCEPTED(Moment.SUBMIT, Effect.ERROR_502, true),
    SUBMIT_503_ACCEPTED(Moment.SUBMIT, Effect.ERROR_503, true),
    SUBMIT_504_ACCEPTED(Moment.SUBMIT, Effect.ERROR_504, true),
    SUBMIT_ERROR_200(Moment.SUBMIT, Effect.ERROR_200),
    SUBMIT_HTML(Moment.SUBMIT, Effect.HTML),
    SUBMIT_MALFORMED(Moment.SUBMIT, Effect.MALFORMED, true),
    SUBMIT_EMPTY(Moment.SUBMIT, Effect.EMPTY, true),
    SUBMIT_HUGE(Moment.SUBMIT, Effect.HUGE, true),
    SUBMIT_PLAIN_TEXT(Moment.SUBMIT, Effect.PLAIN_TEXT, true),
    SUBMIT_NO_ID(Moment.SUBMIT, Effect.NO_ID, true),
    SUBMIT_FOREIGN_URLS(Moment.SUBMIT, Effect.FOREIGN_URLS, true),
    SUBMIT_EXTRA_FIELDS(Moment.SUBMIT, Effect.EXTRA_FIELDS, true),
    STATUS_RESET(Moment.STATUS, Effect.RESET),
    STATUS_CLOSE(Moment.STATUS, Effect.CLOSE),
    STATUS_RESET_MID_ANSWER(Moment.STATUS, Effect.CUT),
    STATUS_HANG(Moment.STATUS, Effect.HANG),
    STATUS_SLOW(Moment.STATUS, Effect.SLOW),
    STATUS_UNAUTHORIZED(Moment.STATUS, Effect.UNAUTHORIZED),
    STATUS_401(Moment.STATUS, Effect.HTTP_401),
    STATUS_403(Moment.STATUS, Effect.FORBIDDEN),
    STATUS_404(Moment.STATUS, Effect.NOT_FOUND),
    STATUS_410(Moment.STATUS, Effect.GONE),
    STATUS_429(Moment.STATUS, Effect.RATE_LIMITED),
    STATUS_429_RETRY_AFTER(Moment.STATUS, Effect.RATE_LIMITED_AFTER),
    STATUS_500(Moment.STATUS, Effect.ERROR_500),
    STATUS_500_EMPTY(Moment.STATUS, Effect.ERROR_500_EMPTY),
    STATUS_502(Moment.STATUS, Effect.ERROR_502),
    STATUS_503(Moment.STATUS, Effect.ERROR_503),
    STATUS_503_EMPTY(Moment.STATUS, Effect.ERROR_503_EMPTY),
    STATUS_504(Moment.STATUS, Effect.ERROR_504),
    STATUS_ERROR_200(Moment.STATUS, Effect.ERROR_200),
    STATUS_MALFORMED(Moment.STATUS, Effect.MALFORMED),
    STATUS_HTML(Moment.STATUS, Effect.HTML),
    STATUS_EMPTY(Moment.STATUS, Effect.EMPTY),
    STATUS_HUGE(Moment.STATUS, Effect.HUGE),
    STATUS_UNKNOWN_STATE(Moment.STATUS, Effect.UNKNOWN_STATE),
    STATUS_NO_QUEUE_POSITION(Moment.STATUS, Effect.NO_QUEUE_POSITION),
    STATUS_EXTRA_FIELDS(Moment.STATUS, Effect.EXTRA_FIELDS),
    STATUS_HIDES_FAILURE(Moment.STATUS, Effect.HIDES_FAILURE),
    STATUS_FOREIGN_URLS(Moment.STATUS, Effect.FOREIGN_URLS),
    RESULT_RESET(Moment.RESULT, Effect.RESET),
    RESULT_CLOSE(Moment.RESULT, Effect.CLOSE),
    RESULT_RESET_MID_ANSWER(Moment.RESULT, Effect.CUT),
    RESULT_HANG(Moment.RESULT, Effect.HANG),
    RESULT_SLOW(Moment.RESULT, Effect.SLOW),
    RESULT_UNAUTHORIZED(Moment.RESULT, Effect.UNAUTHORIZED),
    RESULT_401(Moment.RESULT, Effect.HTTP_401),
    RESULT_403(Moment.RESULT, Effect.FORBIDDEN),
    RESULT_404(Moment.RESULT, Effect.NOT_FOUND),
    RESULT_410(Moment.RESULT, Effect.GONE),
    RESULT_429(Moment.RESULT, Effect.RATE_LIMITED),
    RESULT_429_RETRY_AFTER(Moment.RESULT, Effect.RATE_LIMITED_AFTER),
    RESULT_500(Moment.RESULT, Effect.ERROR_500),
    RESULT_500_EMPTY(Moment.RESULT, Effect.ERROR_500_EMPTY),
    RESULT_502(Moment.RESULT, Effect.ERROR_502),
    RESULT_503(Moment.RESULT, Effect.ERROR_503),
    RESULT_503_EMPTY(Moment.RESULT, Effect.ERROR_503_EMPTY),
    RESULT_504(Moment.RESULT, Effect.ERROR_504),
    RESULT_ERROR_200(Moment.RESULT, Effect.ERROR_200),
    RESULT_MALFORMED(Moment.RESULT, Effect.MALFORMED),
    RESULT_HTML(Moment.RESULT, Effect.HTML),
    RESULT_EMPTY(Moment.RESULT, Effect.EMPTY),
    RESULT_HUGE(Moment.RESULT, Effect.HUGE),
    RESULT_NOT_READY(Moment.RESULT, Effect.NOT_READY),
    RESULT_NO_OUTPUT(Moment.RESULT, Effect.NO_OUTPUT),
    RESULT_NULL_OUTPUT(Moment.RESULT, Effect.NULL_OUTPUT),
    RESULT_OUTPUT_TEXT(Moment.RESULT, Effect.OUTPUT_TEXT),
    RESULT_OUTPUT_ARRAY(Moment.RESULT, Effect.OUTPUT_ARRAY),
    RESULT_OUTPUT_LIST(Moment.RESULT, Effect.OUTPUT_LIST),
    RESULT_PRIVATE_LINK(Moment.RESULT, Effect.PRIVATE_LINK),
    RESULT_EXTRA_FIELDS(Moment.RESULT, Effect.EXTRA_FIELDS),
    CANCEL_RESET(Moment.CANCEL, Effect.RESET),
    CANCEL_RESET_DONE(Moment.CANCEL, Effect.RESET, true),
    CANCEL_RESET_MID_ANSWER(Moment.CANCEL, Effect.CUT, true),
    CANCEL_HANG(Moment.CANCEL, Effect.HANG),
    CANCEL_HANG_DONE(Moment.CANCEL, Effect.HANG, true),
    CANCEL_SLOW(Moment.CANCEL, Effect.SLOW, true),
    CANCEL_UNAUTHORIZED(Moment.CANCEL, Effect.UNAUTHORIZED),
    CANCEL_401(Moment.CANCEL, Effect.HTTP_401),
    CANCEL_404(Moment.CANCEL, Effect.NOT_FOUND),
    CANCEL_429(Moment.CANCEL, Effect.RATE_LIMITED),
    CANCEL_500(Moment.CANCEL, Effect.ERROR_500),
    CANCEL_500_EMPTY(Moment.CANCEL, Effect.ERROR_500_EMPTY),
    CANCEL_503(Moment.CANCEL, Effect.ERROR_503),
    CANCEL_500_DONE(Moment.CANCEL, Effect.ERROR_500, true),
    CANCEL_ERROR_200(Moment.CANCEL, Effect.ERROR_200),
    CANCEL_MALFORMED(Moment.CANCEL, Effect.MALFORMED, true),
    CANCEL_HUGE(Moment.CANCEL, Effect.HUGE, true),
    CANCEL_IGNORED(Moment.CANCEL, Effect.IGNORED),
    CANCEL_NOT_CANCELLABLE(Moment.CANCEL, Effect.NOT_CANCELLABLE),
    CANCEL_ALREADY_COMPLETED(Moment.CANCEL, Effect.ALREADY_COMPLETED),
    CANCEL_REMOVED(Moment.CANCEL, Effect.REMOVED, true),
    CANCEL_REQUESTED(Moment.CANCEL, Effect.REQUESTED, true),
    HISTORY_RESET(Moment.HISTORY, Effect.RESET),
    HISTORY_HANG(Moment.HISTORY, Effect.HANG),
    HISTORY_SLOW(Moment.HISTORY, Effect.SLOW),
    HISTORY_401(Moment.HISTORY, Effect.HTTP_401),
    HISTORY_429(Moment.HISTORY, Effect.RATE_LIMITED),
    HISTORY_500(Moment.HISTORY, Effect.ERROR_500),
    HISTORY_502(Moment.HISTORY, Effect.ERROR_502),
    HISTORY_ERROR_200(Moment.HISTORY, Effect.ERROR_200),
    HISTORY_MALFORMED(Moment.HISTORY, Effect.MALFORMED),
    HISTORY_EMPTY(Moment.HISTORY, Effect.EMPTY),
    HISTORY_HIDES(Moment.HISTORY, Effect.HIDDEN),
    HISTORY_NO_INPUT(Moment.HISTORY, Effect.NO_INPUT),
    GENERATION_FAILS(Moment.GENERATION, Effect.FAILS),
    GENERATION_SERVER_FAILS(Moment.GENERATION, Effect.SERVER_FAILS),
    GENERATION_TIMES_OUT(Moment.GENERATION, Effect.TIMES_OUT),
    GENERATION_MODERATED_PROMPT(Moment.GENERATION, Effect.MODERATED_PROMPT),
    GENERATION_MODERATED_IMAGE(Moment.GENERATION, Effect.MODERATED_IMAGE),
    GENERATION_MODERATED_OUTPUT(Moment.GENERATION, Effect.MODERATED_OUTPUT),
    GENERATION_IMAGE_UNREADABLE(Moment.GENERATION, Effect.IMAGE_UNREADABLE),
    GENERATION_STUCK(Moment.GENERATION, Effect.STUCK),
    GENERATION_RECORD_GONE(Moment.GENERATION, Effect.RECORD_GONE),
    GENERATION_RECORD_GONE_WHEN_DONE(Moment.GENERATION, Effect.RECORD_GONE_WHEN_DONE),
    DOWNLOAD_RESET(Moment.DOWNLOAD, Effect.RESET),
    DOWNLOAD_HANG(Moment.DOWNLOAD, Effect.HANG),
    DOWNLOAD_SLOW(Moment.DOWNLOAD, Effect.SLOW),
    DOWNLOAD_403(Moment.DOWNLOAD, Effect.LINK_403),
    DOWNLOAD_404(Moment.DOWNLOAD, Effect.LINK_404),
    DOWNLOAD_410(Moment.DOWNLOAD, Effect.LINK_410),
    DOWNLOAD_500(Moment.DOWNLOAD, Effect.ERROR_500),
    DOWNLOAD_503(Moment.DOWNLOAD, Effect.ERROR_503),
    DOWNLOAD_429(Moment.DOWNLOAD, Effect.RATE_LIMITED),
    DOWNLOAD_CUT(Moment.DOWNLOAD, Effect.CUT_AT),
    DOWNLOAD_ENDS_EARLY(Moment.DOWNLOAD, Effect.END_AT),
    DOWNLOAD_STALL(Moment.DOWNLOAD, Effect.STALL_AT),
    DOWNLOAD_SLOW_BYTES(Moment.DOWNLOAD, Effect.SLOW_BYTES),
    DOWNLOAD_LENGTH_TOO_LONG(Moment.DOWNLOAD, Effect.LENGTH_TOO_LONG),
    DOWNLOAD_LENGTH_TOO_SHORT(Moment.DOWNLOAD, Effect.LENGTH_TOO_SHORT),
    DOWNLOAD_NO_LENGTH(Moment.DOWNLOAD, Effect.NO_LENGTH),
    DOWNLOAD_WRONG_TYPE(Moment.DOWNLOAD, Effect.WRONG_TYPE),
    DOWNLOAD_TRUNCATED(Moment.DOWNLOAD, Effect.TRUNCATED),
    DOWNLOAD_HTML(Moment.DOWNLOAD, Effect.PAGE),
    DOWNLOAD_ZERO_BYTES(Moment.DOWNLOAD, Effect.ZERO_BYTES),
    DOWNLOAD_GARBAGE(Moment.DOWNLOAD, Effect.GARBAGE),
    DOWNLOAD_NO_RANGE(Moment.DOWNLOAD, Effect.NO_RANGE),
    DOWNLOAD_WRONG_RANGE(Moment.DOWNLOAD, Effect.WRONG_RANGE),
    DOWNLOAD_NO_VALIDATORS(Moment.DOWNLOAD, Effect.NO_VALIDATORS),
    DOWNLOAD_WEAK_ETAG(Moment.DOWNLOAD, Effect.WEAK_ETAG),
    DOWNLOAD_CHANGES(Moment.DOWNLOAD, Effect.CHANGES),
    DOWNLOAD_REDIRECT(Moment.DOWNLOAD, Effect.REDIRECT),
    DOWNLOAD_REDIRECT_LOOP(Moment.DOWNLOAD, Effect.REDIRECT_LOOP),
    DOWNLOAD_HEAD_REFUSED(Moment.DOWNLOAD, Effect.HEAD_REFUSED),
    WEBHOOK_NEVER_SENT(Moment.WEBHOOK, Effect.NEVER_SENT),
    WEBHOOK_TWICE(Moment.WEBHOOK, Effect.TWICE),
    WEBHOOK_DELAYED(Moment.WEBHOOK, Effect.DELAYED),
    WEBHOOK_BAD_SIGNATURE(Moment.WEBHOOK, Effect.BAD_SIGNATURE),
    WEBHOOK_OLD_TIMESTAMP(Moment.WEBHOOK, Effect.OLD_TIMESTAMP),
    WEBHOOK_PAYLOAD_ERROR(Moment.WEBHOOK, Effect.PAYLOAD_ERROR);

    private final Moment moment;
    private final Effect effect;
    private final boolean done;

    Fault(Moment moment, Effect effect) {
        this(moment, effect, false);
    }

    Fault(Moment moment, Effect effect, boolean done) {
        this.moment = moment;
        this.effect = effect;
        this.done = done;
    }

    /** The fault with this name, in either case; a name without a moment means the submit. */
    public static Fault named(String name) {
        String constant = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(constant) || fault.name().equals("SUBMIT_" + constant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault is called " + name));
    }

    /** Its name in markers and JSON, for example {@code submit-reset-after-body}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Moment moment() {
        return moment;
    }

    public Effect effect() {
        return effect;
    }

    /** Whether the work was done before the fault strikes. */
    public boolean done() {
        return done;
    }

    /** How many calls of one job it hits unless told otherwise. */
    public int usualTimes() {
        return effect.lasting() || moment == Moment.SUBMIT || moment == Moment.GENERATION ? Integer.MAX_VALUE : 1;
    }

    /** One sentence for people. */
    public String description() {
        String before = moment == Moment.CANCEL ? "; nothing is cancelled" : "; no job is made";
        String after = moment == Moment.CANCEL ? "; the cancel was done" : "; the job was accepted";
        boolean tells = moment == Moment.SUBMIT || moment == Moment.CANCEL;
        return moment.phrase() + ": " + effect.phrase() + (tells ? done ? after : before : "");
    }
}
