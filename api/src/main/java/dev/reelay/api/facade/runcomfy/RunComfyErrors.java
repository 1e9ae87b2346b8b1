package dev.reelay.api.facade.runcomfy;

import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.ErrorForm;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import jakarta.inject.Singleton;

/** Errors as RunComfy's Model API has them: a number, whose first digits are the status, and a sentence. */
@Singleton
class RunComfyErrors implements ErrorForm {
    @Override
    public boolean covers(String path) {
        return Front.RUNCOMFY.covers(path);
    }

    @Override
    public Worded worded(Problem problem, String path) {
        if (problem.is(ProblemType.UNKNOWN_MODEL)) {
            return worded(404, 400001, problem);
        }
        if (problem.is(ProblemType.BUDGET_SPENT) || problem.is(ProblemType.BUDGET_USED_UP)) {
            return worded(402, 400002, problem);
        }
        if (problem.is(ProblemType.UNAUTHORIZED)) {
            return worded(401, 400004, problem);
        }
        return worded(problem.status(), problem.status() * 1000 + 1, problem);
    }

    private static Worded worded(int status, int code, Problem problem) {
        return Worded.of(status, AnswerJson.object().put("error_code", code).put("error_message", problem.text()));
    }
}
