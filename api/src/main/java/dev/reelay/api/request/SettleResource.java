package dev.reelay.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.audit.Act;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.SettleUnknown;
import dev.reelay.request.ReadSettlement;
import dev.reelay.request.Settlement;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person says what became of an attempt whose outcome is unknown. 200 with what it comes to, 409 when there is
 * nothing to settle; saying the same again is harmless.
 */
@Path("/v1/requests")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SettleResource {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

    private final ReadBody body;
    private final SettleUnknown settle;
    private final Caller caller;
    private final RequestLinks links;
    private final Audit audit;

    SettleResource(ReadBody body, SettleUnknown settle, Caller caller, RequestLinks links, Audit audit) {
        this.body = body;
        this.settle = settle;
        this.caller = caller;
        this.links = links;
        this.audit = audit;
    }

    @POST
    @Path("/{id}/attempts/{number}/settle")
    public Documents.Settled settle(
            @PathParam("id") String given, @PathParam("number") String attempt, InputStream sent) {
        JsonNode said = body.json(sent);
        Settlement settlement = read(said);
        UUID id = FindRequest.parse(given).orElseThrow(FindRequest::unknown);
        if (!NUMBER.matcher(attempt).matches()) {
            throw unknownAttempt();
        }
        int number = Integer.parseInt(attempt);
        SettleUnknown.Settled settled = audit.keeping(
                Act.ATTEMPT_SETTLED,
                id + "/" + number,
                said,
                () -> settle.settle(caller.tenant().id(), id, number, settlement),
                result -> result.verdict() == SettleUnknown.Verdict.DONE);
        refuse(settled.verdict());
        return document(id, number, settlement, settled.state());
    }

    private static void refuse(SettleUnknown.Verdict verdict) {
        switch (verdict) {
            case DONE, REPEATED -> {}
            case UNKNOWN_REQUEST -> throw FindRequest.unknown();
            case UNKNOWN_ATTEMPT -> throw unknownAttempt();
            case NOT_UNKNOWN ->
                throw refused("The outcome of this attempt is known; the request tells its state.", List.of());
            case NOT_HELD ->
                throw refused(
                        "The request does not wait for this attempt: it has ended, or goes on with another. Only "
                                + "`accepted` can be said of it.",
                        List.of(Problem.Fault.at("/outcome", "can only be accepted here")));
            case TAKEN ->
                throw refused(
                        "Another attempt holds the request that the provider has under this id.",
                        List.of(Problem.Fault.at("/provider_request_id", "belongs to another attempt")));
            case NOTHING_TO_ASK ->
                throw refused(
                        "This provider answers a submit with the result itself; nothing can be asked for again.",
                        List.of(Problem.Fault.at("/outcome", "can only be resubmit or fail here")));
        }
    }

    private static Settlement read(JsonNode said) {
        return switch (ReadSettlement.read(said)) {
            case ReadSettlement.Result.Fine fine -> fine.settlement();
            case ReadSettlement.Result.Wrong wrong ->
                throw new ProblemException(Problem.violations(
                        ProblemType.INVALID_REQUEST,
                        "Nothing was settled. Mend what is listed and send it again.",
                        wrong.violations()));
        };
    }

    private Documents.Settled document(UUID id, int number, Settlement settlement, @Nullable GenerationState state) {
        GenerationState now = state == null ? GenerationState.RUNNING : state;
        return new Documents.Settled(
                id, number, settlement.outcome().wire(), now.status(), detail(settlement, now), links.status(id));
    }

    private static String detail(Settlement settlement, GenerationState now) {
        return switch (settlement.outcome()) {
            case RESUBMIT ->
                now.ended()
                        ? "It has ended and is not submitted again: it was cancelled, or its deadline has passed."
                        : "It is submitted once more when its turn comes.";
            case FAIL -> "It has failed. Should a result turn up after all, it is kept and announced.";
            case ACCEPTED ->
                now.ended()
                        ? "The provider is asked for it. The request stays ended; its result is kept and announced."
                        : "The provider is asked for it, and the request goes on.";
        };
    }

    private static ProblemException refused(String detail, List<Problem.Fault> faults) {
        return new ProblemException(Problem.of(ProblemType.NOT_SETTLEABLE, detail, faults));
    }

    private static ProblemException unknownAttempt() {
        return new ProblemException(Problem.of(
                ProblemType.UNKNOWN_ATTEMPT, "The request has no attempt of this number; they count from 1."));
    }
}
