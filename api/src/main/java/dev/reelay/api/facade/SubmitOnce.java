package dev.reelay.api.facade;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.ReadIdempotencyKey;
import dev.reelay.api.request.TakeRequest;
import dev.reelay.generation.Once;
import dev.reelay.request.Draft;
import dev.reelay.request.Fingerprint;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.Requester;
import dev.reelay.trace.Origin;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what a provider's client asks for, so that a client which repeats a submit whose answer it did not get is not served
 * twice, while two submits that are alike are two. Each is accepted under a key: the client's, where it sends one, else that of
 * its turn.
 */
@ApplicationScoped
public class SubmitOnce {
    private static final String OTHER_HEADER = "X-Idempotency-Key";
    private static final Duration SEEN_WITHIN = Duration.ofMillis(500);

    private final TakeRequest take;
    private final UnansweredSubmits unanswered;
    private final TellAnswered answers;
    private final Caller caller;
    private final CurrentVertxRequest call;
    private final Understand understand;

    SubmitOnce(
            TakeRequest take,
            UnansweredSubmits unanswered,
            TellAnswered answers,
            Caller caller,
            CurrentVertxRequest call,
            Understand understand) {
        this.take = take;
        this.unanswered = unanswered;
        this.answers = answers;
        this.caller = caller;
        this.call = call;
        this.understand = understand;
    }

    /**
     * The id of the request that the submit stands for.
     *
     * @throws ProblemException why nothing was accepted
     */
    public UUID submit(Ask sent, HttpHeaders headers) {
        Understand.Meant meant = understand.meant(sent, caller.owner());
        Ask ask = meant.ask();
        List<String> providers = meant.providers();
        Draft lasting = ask.draft(providers, null);
        if (!lasting.violations().isEmpty()) {
            return taken(ask, lasting, null);
        }
        String fingerprint = HexFormat.of().formatHex(Fingerprint.of(lasting));
        String own = own(headers);
        if (own != null) {
            return taken(ask, ask.draft(providers, understand.now()), new Once(own, fingerprint));
        }
        KeyOwner owner = caller.owner();
        Turn.Of of = new Turn.Of(owner.tenant().id(), owner.keyId(), ask.front().word(), fingerprint);
        if (ask.front().repeatsAtOnce()) {
            letBreakBeSeen(of);
        }
        endIfGone();
        Turn turn = unanswered.take(of);
        answers.watch(call.getCurrent(), turn);
        endIfGone();
        return taken(ask, ask.draft(providers, turn.at()), new Once(turn.key(), fingerprint));
    }

    /** Who broke off before this has perhaps come again already: what it sent first is not accepted any more. */
    private void endIfGone() {
        if (call.getCurrent().response().closed()) {
            throw new ProblemException(
                    Problem.of(ProblemType.BAD_REQUEST, "The connection ended before its time; nothing was accepted."));
        }
    }

    /**
     * The repeat of a client that makes no pause may be here before its broken connection is seen. Where one like it is still to
     * be answered, or was just now, it waits for that; what is another submit is only a little later.
     */
    private void letBreakBeSeen(Turn.Of of) {
        if (answers.justWrote(of) || unanswered.isOnItsWay(of)) {
            try {
                Thread.sleep(SEEN_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private UUID taken(Ask ask, Draft draft, @Nullable Once once) {
        Requester from = caller.owner().requester().by(ask.front().word());
        Origin origin = new Origin("http", call.getCurrent().request().getHeader("traceparent"));
        return take.takeOnce(origin, from, draft, once, ReadIdempotencyKey.HEADER)
                .id();
    }

    private static @Nullable String own(HttpHeaders headers) {
        String usual = ReadIdempotencyKey.of(headers);
        return usual == null ? ReadIdempotencyKey.of(headers, OTHER_HEADER) : usual;
    }
}
