package dev.reelay.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.event.EventLog;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Replay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Delivers events of the past to a webhook, also to one that was made later or is disabled. Asked without {@code confirm} it
 * tells how many they are and does nothing; told that number it delivers them.
 */
@ApplicationScoped
public class ReplayEvents {
    private final Replay replay;
    private final EventLog log;
    private final FindWebhook find;
    private final Caller caller;

    ReplayEvents(Replay replay, EventLog log, FindWebhook find, Caller caller) {
        this.replay = replay;
        this.log = log;
        this.find = find;
        this.caller = caller;
    }

    /**
     * What is, or would be, delivered again.
     *
     * @param queued whether they are being delivered now
     */
    public record Done(Replay.Wanted wanted, int events, boolean queued) {}

    /** Counts them, or delivers them. */
    public Done replay(String id, JsonNode said) {
        Endpoint endpoint = find.own(id);
        ReadReplay.Order order = ReadReplay.read(said, endpoint, log.ends());
        Replay.Wanted wanted = order.wanted();
        int tenant = caller.tenant().id();
        int count = replay.count(tenant, endpoint.id(), wanted);
        if (count > Replay.MOST) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "These are more than " + Replay.MOST + " events, and a replay takes no more than that.",
                    List.of(Problem.Fault.at("/until", "take a lower position, and go on from there with after"))));
        }
        if (order.confirm() == null) {
            return new Done(wanted, count, false);
        }
        if (order.confirm() != count) {
            throw new ProblemException(Problem.of(
                    ProblemType.REPLAY_CHANGED,
                    "They are " + count + " events now. Give until as it was answered, so that new ones do not count.",
                    List.of(Problem.Fault.at("/confirm", "must be " + count))));
        }
        return new Done(wanted, replay.run(tenant, endpoint.id(), wanted), true);
    }
}
