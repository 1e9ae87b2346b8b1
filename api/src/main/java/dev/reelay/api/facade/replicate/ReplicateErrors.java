package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.ErrorForm;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/**
 * Errors of calls as Replicate has them: a title, a sentence and the status. Its client shows the whole body in the message of its
 * {@code ApiError}, and repeats a submit on a 429 alone.
 */
@Singleton
class ReplicateErrors implements ErrorForm {
    private static final int UNFIT = 422;

    @Override
    public boolean covers(String path) {
        return Front.REPLICATE.covers(path);
    }

    @Override
    public Worded worded(Problem problem, String path) {
        if (problem.is(ProblemType.UNAUTHORIZED)) {
            return worded(401, "Unauthenticated", problem.text());
        }
        if (problem.is(ProblemType.BUDGET_SPENT) || problem.is(ProblemType.BUDGET_USED_UP)) {
            // Not a 429: the client would come again at once, and the budget is as it was.
            return worded(402, "Insufficient credit", problem.text());
        }
        if (problem.status() == UNFIT && !problem.errors().isEmpty()) {
            return unfit(problem);
        }
        return worded(problem.status(), problem.title(), problem.text());
    }

    private static Worded unfit(Problem problem) {
        String detail = problem.errors().stream()
                .map(fault -> "- " + field(fault) + ": " + fault.message())
                .collect(Collectors.joining("\n"));
        ObjectNode body = body(UNFIT, "Input validation failed", detail);
        ArrayNode fields = body.putArray("invalid_fields");
        problem.errors()
                .forEach(fault -> fields.addObject()
                        .put("type", fault.message().startsWith("is missing") ? "required" : "invalid")
                        .put("field", field(fault))
                        .put("description", fault.message()));
        return Worded.of(UNFIT, body);
    }

    /** What is wrong with a body is wrong with the input; the rest of a body is read as parameters. */
    private static String field(Problem.Fault fault) {
        String pointer = fault.pointer();
        return pointer == null ? String.valueOf(fault.parameter()) : "input" + pointer.replace('/', '.');
    }

    private static Worded worded(int status, String title, String detail) {
        return Worded.of(status, body(status, title, detail));
    }

    private static ObjectNode body(int status, String title, String detail) {
        return AnswerJson.object().put("title", title).put("detail", detail).put("status", status);
    }
}
