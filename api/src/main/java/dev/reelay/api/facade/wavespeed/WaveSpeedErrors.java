package dev.reelay.api.facade.wavespeed;

import dev.reelay.api.facade.Front;
import dev.reelay.api.problem.ErrorForm;
import dev.reelay.api.problem.Problem;
import dev.reelay.facade.AnswerJson;
import jakarta.inject.Singleton;

/** Errors of calls as WaveSpeed has them: the envelope with the status as its code. A failed task is none of these. */
@Singleton
class WaveSpeedErrors implements ErrorForm {
    private static final int UNFIT = 422;

    @Override
    public boolean covers(String path) {
        return Front.WAVESPEED.covers(path);
    }

    @Override
    public Worded worded(Problem problem, String path) {
        int status = problem.status() == UNFIT ? 400 : problem.status();
        return Worded.of(status, AnswerJson.object().put("code", status).put("message", problem.text()));
    }
}
