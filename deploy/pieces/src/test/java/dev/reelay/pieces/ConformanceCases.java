package dev.reelay.pieces;

import dev.reelay.pieces.ConformanceCase.When;
import java.util.ArrayList;
import java.util.List;

/** Every case of the kit. A provider whose definition is right ends each of them as told here. */
final class ConformanceCases {
    private static final String DONE = ConformanceCase.DONE;
    private static final String TWICE = "completed · succeeded · 2/1/1";
    private static final String NEVER_KNOWN = "failed: submit_outcome_unknown, owed? · unknown · 1/0/0";
    private static final String UNKNOWN_AND_PAID = ConformanceCase.UNKNOWN_AND_PAID;
    private static final String LOST = "failed: result_lost, owed · failed · 1/1/1";
    private static final String STOPPED = "cancelled · cancelled · 1/0/0";

    private ConformanceCases() {}

    static List<ConformanceCase> all() {
        List<ConformanceCase> all = new ArrayList<>();
        all.addAll(refusals());
        all.addAll(lostAnswers());
        all.addAll(polls());
        all.addAll(results());
        all.addAll(downloads());
        all.addAll(cancels());
        return all;
    }

    private static String refused(String errorClass) {
        return "failed: " + errorClass + " · refused · 1/0/0";
    }

    private static String failed(String errorClass, int rendered) {
        return "failed: " + errorClass + " · failed · 1/" + rendered + "/0";
    }

    private static List<ConformanceCase> refusals() {
        return List.of(
                ConformanceCase.of("success", "", DONE),
                ConformanceCase.of("input refused", "submit-invalid", refused("invalid_input")),
                ConformanceCase.of("wrong key, then mended", "submit-unauthorized*1", TWICE)
                        .at("segmind-v1", refused("unauthorized")),
                ConformanceCase.of("key may not, then mended", "submit-403*1", TWICE)
                        .at("segmind-v1", refused("unauthorized")),
                ConformanceCase.of("out of credit, then mended", "submit-no-credit*1", TWICE)
                        .at("segmind-v1", refused("out_of_credit")),
                ConformanceCase.of("out of credit, plain, then mended", "submit-402*1", TWICE)
                        .at("segmind-v1", refused("out_of_credit")),
                ConformanceCase.of("rate limited", "submit-429*1", TWICE),
                ConformanceCase.of("rate limited, Retry-After", "submit-429-retry-after@1*1", TWICE),
                ConformanceCase.of("prompt moderated", "generation-moderated-prompt", failed("moderated", 0)),
                ConformanceCase.of("image moderated", "generation-moderated-image", failed("moderated", 0)),
                ConformanceCase.of("output moderated", "generation-moderated-output", failed("moderated", 1))
                        .at("fal", failed("provider_failed", 1)),
                ConformanceCase.of("image unreadable", "generation-image-unreadable", failed("invalid_input", 0))
                        .at("runcomfy", failed("provider_failed", 0)),
                ConformanceCase.of("render failed", "generation-fails", failed("provider_failed", 1))
                        .at("fal", failed("unavailable", 1)),
                ConformanceCase.of("provider's own fault", "generation-server-fails", failed("provider_failed", 1))
                        .at("fal", failed("unavailable", 1)),
                ConformanceCase.of("provider's time limit", "generation-times-out", failed("provider_failed", 1))
                        .at("fal", failed("unavailable", 1)),
                ConformanceCase.of("deadline", "generation-stuck", "failed: timeout, owed? · accepted · 1/0/0")
                        .at("fal", "failed: timeout, owed? · cancelled · 1/0/0")
                        .at("segmind-v1", "failed: timeout, owed? · unknown · 1/0/0")
                        .when(When.DEADLINE));
    }

    private static List<ConformanceCase> lostAnswers() {
        return List.of(
                ConformanceCase.of("reset before the answer", "submit-reset-after-body", NEVER_KNOWN),
                ConformanceCase.of(
                        "reset before the answer, accepted", "submit-reset-after-body-accepted", UNKNOWN_AND_PAID),
                ConformanceCase.of("reset in mid-answer", "submit-reset-mid-answer", UNKNOWN_AND_PAID)
                        .at("segmind-v1", DONE),
                ConformanceCase.of("closed before the answer", "submit-close", NEVER_KNOWN),
                ConformanceCase.of("no answer in time, accepted", "submit-hang-accepted", UNKNOWN_AND_PAID),
                ConformanceCase.of("submit 500 without a body", "submit-500-empty", NEVER_KNOWN),
                ConformanceCase.of("submit 502, accepted", "submit-502-accepted", UNKNOWN_AND_PAID),
                ConformanceCase.of("submit 503", "submit-503", NEVER_KNOWN),
                ConformanceCase.of("submit 504, accepted", "submit-504-accepted", UNKNOWN_AND_PAID),
                ConformanceCase.of("submit 200, an error", "submit-error-200*1", NEVER_KNOWN)
                        .at("runcomfy", TWICE)
                        .at("segmind", refused("provider_failed"))
                        .at("segmind-v1", failed("provider_failed", 0)),
                ConformanceCase.of("submit 200, HTML", "submit-html", NEVER_KNOWN)
                        .at("segmind-v1", "failed: result_lost, owed · failed · 1/0/0"),
                ConformanceCase.of("submit 200, broken JSON", "submit-malformed", UNKNOWN_AND_PAID)
                        .at("segmind-v1", DONE),
                ConformanceCase.of("submit 200, empty", "submit-empty", UNKNOWN_AND_PAID)
                        .at("segmind-v1", DONE),
                ConformanceCase.of("submit 200, huge", "submit-huge@8000000", UNKNOWN_AND_PAID)
                        .at("segmind-v1", DONE),
                ConformanceCase.of("submit 200, no id", "submit-no-id", UNKNOWN_AND_PAID)
                        .at("segmind-v1", DONE),
                ConformanceCase.of("submit as text/plain", "submit-plain-text", DONE),
                ConformanceCase.of("unknown fields", "submit-extra-fields status-extra-fields", DONE),
                ConformanceCase.of("links to another origin", "submit-foreign-urls status-foreign-urls", DONE));
    }

    private static List<ConformanceCase> polls() {
        List<ConformanceCase> polls = new ArrayList<>();
        for (String fault : List.of(
                "unknown-state*3",
                "reset*2",
                "reset-mid-answer",
                "hang",
                "401*2",
                "404*2",
                "410",
                "429-retry-after@1",
                "429",
                "500",
                "502",
                "503-empty",
                "error-200",
                "malformed",
                "html",
                "empty",
                "huge@8000000")) {
            polls.add(ConformanceCase.of("poll: " + fault, "status-" + fault, DONE));
        }
        polls.add(ConformanceCase.of("record gone at its end", "generation-record-gone-when-done", LOST)
                .at("segmind-v1", DONE));
        return polls;
    }

    private static List<ConformanceCase> results() {
        List<ConformanceCase> results = new ArrayList<>();
        for (String fault : List.of(
                "reset",
                "401",
                "404",
                "429",
                "500",
                "503",
                "error-200",
                "malformed",
                "empty",
                "huge@8000000",
                "not-ready*2",
                "output-text",
                "output-array")) {
            // fal's outputs have one form, and only RunComfy and Segmind tell of others.
            boolean otherForm = fault.startsWith("output-");
            results.add(ConformanceCase.of("result: " + fault, "result-" + fault, DONE)
                    .at("fal", otherForm ? LOST : DONE));
        }
        results.add(ConformanceCase.of("done without an output", "result-no-output", LOST)
                .at("segmind-v1", DONE));
        results.add(ConformanceCase.of("done, output null", "result-null-output", LOST)
                .at("segmind-v1", DONE));
        results.add(ConformanceCase.of("output leads inside", "result-private-link", LOST)
                .at("segmind-v1", DONE));
        return results;
    }

    private static List<ConformanceCase> downloads() {
        List<ConformanceCase> downloads = new ArrayList<>();
        for (String fault : List.of(
                "reset",
                "500",
                "503",
                "cut@70000*2",
                "ends-early@70000",
                "stall@70000",
                "slow@300",
                "length-too-long",
                "length-too-short",
                "no-length",
                "wrong-type",
                "no-range",
                "weak-etag",
                "redirect")) {
            downloads.add(ConformanceCase.of("download: " + fault, "download-" + fault, DONE)
                    .at("segmind-v1", received(fault)));
        }
        for (String fault :
                List.of("403", "404", "410", "truncated", "html", "zero-bytes", "garbage", "redirect-loop")) {
            downloads.add(ConformanceCase.of("download: " + fault, "download-" + fault, LOST)
                    .at("segmind-v1", received(fault)));
        }
        return downloads;
    }

    /** Where the download is the answer to the submit, it comes only once, and a page in its place is the answer. */
    private static String received(String fault) {
        return switch (fault) {
            case "reset", "500", "503", "redirect", "redirect-loop" -> UNKNOWN_AND_PAID;
            case "403" -> "failed: unauthorized · refused · 1/1/1";
            case "404", "410" -> "failed: provider_failed · refused · 1/1/1";
            case "slow@300", "no-length", "wrong-type", "no-range", "weak-etag" -> DONE;
            default -> LOST;
        };
    }

    private static List<ConformanceCase> cancels() {
        List<ConformanceCase> cancels = new ArrayList<>();
        for (When when : List.of(When.CANCEL_QUEUED, When.CANCEL_RENDERING)) {
            // RunComfy cancels what is queued, and nothing else.
            String atRunComfy = when == When.CANCEL_QUEUED ? STOPPED : DONE;
            String state = when == When.CANCEL_QUEUED ? "queued" : "rendering";
            cancels.add(ConformanceCase.of("cancel " + state, "", STOPPED)
                    .at("runcomfy", atRunComfy)
                    .when(when));
            for (String fault : List.of("reset", "reset-done", "500", "429", "malformed")) {
                cancels.add(ConformanceCase.of("cancel " + state + ": " + fault, "cancel-" + fault, STOPPED)
                        .at("runcomfy", atRunComfy)
                        .when(when));
            }
            for (String fault : List.of("404", "ignored", "not-cancellable", "already-completed")) {
                cancels.add(ConformanceCase.of("cancel " + state + ": " + fault, "cancel-" + fault, DONE)
                        .when(when));
            }
        }
        return cancels;
    }
}
