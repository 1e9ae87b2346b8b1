package dev.reelay.api.facade.segmind;

import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.ErrorForm;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import jakarta.inject.Singleton;

/** Errors as Segmind has them: a sentence. Its 406 is for bodies that are no JSON, and for credit that is used up. */
@Singleton
class SegmindErrors implements ErrorForm {
    private static final int UNFIT = 422;

    @Override
    public boolean covers(String path) {
        return Front.SEGMIND.covers(path);
    }

    @Override
    public Worded worded(Problem problem, String path) {
        if (problem.is(ProblemType.BUDGET_SPENT) || problem.is(ProblemType.BUDGET_USED_UP)) {
            return worded(406, "Insufficient credits. " + problem.text());
        }
        if (problem.is(ProblemType.UNSUPPORTED_MEDIA_TYPE)) {
            return worded(406, "Invalid content type. " + problem.text());
        }
        if (problem.is(ProblemType.UNAUTHORIZED)) {
            return worded(401, "Unauthorized. API key is invalid or may have expired. " + problem.text());
        }
        return worded(problem.status() == UNFIT ? 400 : problem.status(), problem.text());
    }

    private static Worded worded(int status, String text) {
        return Worded.of(status, AnswerJson.object().put("error", text));
    }
}
