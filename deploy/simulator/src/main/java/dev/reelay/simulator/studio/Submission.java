package dev.reelay.simulator.studio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.catalog.Shot;
import dev.reelay.simulator.settings.Behaviour;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A submit that was found good enough to become a job. */
public record Submission(Account account, ModelCard model, Shot shot, Wish wish, Behaviour behaviour) {
    /** What the job will cost when it succeeds. */
    public BigDecimal price() {
        BigDecimal set = behaviour.access().price();
        return set != null ? set : model.price().apply(shot);
    }

    /**
     * What the caller wants besides: the prompt, problems that only the runner will notice, the time within which
     * rendering must begin, where to send news, and the input as it came, unless that is large.
     */
    public record Wish(
            @Nullable String prompt,
            List<InputProblem> lateProblems,
            @Nullable Duration startWithin,
            @Nullable String webhook,
            @Nullable ObjectNode input) {}
}
