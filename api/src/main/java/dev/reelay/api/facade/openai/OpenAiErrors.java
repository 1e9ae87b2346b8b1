package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.ErrorForm;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors of calls as OpenAI has them. Its client makes one of its classes of the status, repeats a call on 408, 409, 429 and faults
 * unless a header says that this is of no use, and shows the message.
 */
@Singleton
class OpenAiErrors implements ErrorForm {
    private static final Map<String, String> NO_USE = Map.of("x-should-retry", "false");
    private static final int UNFIT = 422;
    private static final int CONFLICT = 409;
    private static final String OF_THE_CALLER = "invalid_request_error";

    /** Where OpenAI says otherwise what our inputs have under these names. */
    private static final Map<String, String> NAMES = Map.of(
            "duration", "seconds",
            "resolution", "size",
            "aspect_ratio", "size",
            "image_url", "input_reference");

    @Override
    public boolean covers(String path) {
        return Front.OPENAI.covers(path);
    }

    @Override
    public Worded worded(Problem problem, String path) {
        if (problem.is(ProblemType.UNAUTHORIZED)) {
            return Worded.of(401, body(problem, OF_THE_CALLER, "invalid_api_key"));
        }
        if (problem.is(ProblemType.TENANT_SUSPENDED)) {
            return Worded.of(403, body(problem, OF_THE_CALLER, "account_deactivated"));
        }
        if (problem.is(ProblemType.UNKNOWN_MODEL)) {
            return Worded.of(404, body(problem, OF_THE_CALLER, "model_not_found"));
        }
        if (problem.is(ProblemType.BUDGET_SPENT) || problem.is(ProblemType.BUDGET_USED_UP)) {
            return new Worded(429, body(problem, "insufficient_quota", "insufficient_quota"), NO_USE);
        }
        if (problem.is(ProblemType.TOO_MANY_REQUESTS)) {
            return Worded.of(429, body(problem, "requests", "rate_limit_exceeded"));
        }
        if (problem.is(ProblemType.NOT_READY) || problem.status() == UNFIT) {
            return Worded.of(400, body(problem, OF_THE_CALLER, problem.errors().isEmpty() ? null : "invalid_value"));
        }
        if (problem.status() >= 500) {
            return Worded.of(problem.status(), body(problem, "server_error", null));
        }
        ObjectNode body = body(problem, OF_THE_CALLER, null);
        return problem.status() == CONFLICT ? new Worded(CONFLICT, body, NO_USE) : Worded.of(problem.status(), body);
    }

    private static ObjectNode body(Problem problem, String type, @Nullable String code) {
        ObjectNode body = AnswerJson.object();
        body.putObject("error")
                .put("message", message(problem))
                .put("type", type)
                .put(
                        "param",
                        problem.errors().isEmpty()
                                ? null
                                : param(problem.errors().getFirst()))
                .put("code", code);
        return body;
    }

    private static String message(Problem problem) {
        StringBuilder message = new StringBuilder(problem.detail());
        for (Problem.Fault fault : problem.errors()) {
            String param = param(fault);
            String own = own(fault);
            message.append(message.isEmpty() ? "" : " ")
                    .append(param)
                    .append(param.equals(own) ? " " : " (" + own + ") ")
                    .append(fault.message())
                    .append('.');
        }
        return message.toString();
    }

    private static String param(Problem.Fault fault) {
        return said(own(fault));
    }

    /** The field by which OpenAI says what our inputs have under a name. */
    static String said(String own) {
        return NAMES.getOrDefault(own, own);
    }

    private static String own(Problem.Fault fault) {
        String pointer = fault.pointer();
        return pointer == null
                ? String.valueOf(fault.parameter())
                : pointer.replaceFirst("^/", "").replace('/', '.');
    }
}
