package dev.reelay.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.bill.BillEntry;
import dev.reelay.simulator.bill.BillLine.Received;
import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.catalog.ModelCard;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.journal.KeptJob;
import dev.reelay.simulator.settings.Behaviour;
import dev.reelay.simulator.settings.ByteSize;
import dev.reelay.simulator.settings.Limits;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.studio.Account;
import dev.reelay.simulator.studio.Submission;
import dev.reelay.simulator.studio.Submission.Wish;
import dev.reelay.simulator.video.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a submit without faults: limits of the account, the model, the money and the input, in that order. */
final class Admission {
    private final ProviderProtocol provider;
    private final Floor floor;

    Admission(ProviderProtocol provider, Floor floor) {
        this.provider = provider;
        this.floor = floor;
    }

    /** What a submit comes to. */
    sealed interface Verdict {}

    /** Good enough to become a job. */
    record Yes(Submission submission) implements Verdict {}

    /** Refused, with the reason for the bill and the answer for the caller. */
    record No(String reason, Answer answer) implements Verdict {}

    /** Opens the line on the bill. */
    BillEntry entry(String key, String model, Buffer body) {
        byte[] bytes = body.getBytes();
        String kept = new String(bytes, 0, (int) Math.min(bytes.length, keptBytes()), StandardCharsets.UTF_8);
        return floor.bill()
                .submitted(new Received(floor.studio().now(), provider.name(), key, model, Sha256.of(bytes), kept));
    }

    Verdict judge(Account account, String model, @Nullable ObjectNode input, SubmitOptions options) {
        Behaviour behaviour = floor.settings().behaviour(provider.name(), model);
        Limits limits = floor.settings().behaviour(provider.name(), "").limits();
        if (!account.maySubmit(limits.submits(), floor.studio().now()) || account.queued() > options.longestQueue()) {
            return rateLimited(limits);
        }
        ModelCard card = card(model).orElse(null);
        if (card == null) {
            return no("unknown model", Refusal.UNKNOWN_MODEL, model);
        }
        if (input == null) {
            return no("unreadable body", Refusal.UNREADABLE_BODY, model);
        }
        List<InputProblem> problems = card.inputs().problems(input);
        Answer invalid = problems.isEmpty() ? null : provider.invalid(problems);
        if (invalid != null) {
            return new No("invalid input", invalid);
        }
        Wish wish = new Wish(
                input.path("prompt").asText(null),
                problems,
                options.startWithin(),
                options.webhook(),
                input.toString().length() <= keptBytes() ? input : null);
        Submission submission = new Submission(account, card, card.usual().adjusted(input), wish, behaviour);
        if (!account.canPay(behaviour.access().credit(), submission.price())) {
            return no("no credit", Refusal.NO_CREDIT, model);
        }
        return limits.refusesBeyond() && account.inFlight() >= limits.concurrency()
                ? rateLimited(limits)
                : new Yes(submission);
    }

    /** A submit that was judged in an earlier run, under the settings of now. */
    Optional<Submission> again(KeptJob kept) {
        String model = kept.received().model();
        Account account =
                floor.studio().account(provider.name(), kept.received().key());
        Behaviour behaviour = floor.settings().behaviour(provider.name(), model);
        return card(model).map(card -> new Submission(account, card, kept.shot(), kept.wish(), behaviour));
    }

    /** The answer of an account over its limits. */
    No rateLimited(Limits limits) {
        Answer answer = provider.refusal(Refusal.RATE_LIMITED, "");
        return new No(
                "rate limited",
                limits.retryAfter() == null
                        ? answer
                        : answer.with(
                                "Retry-After", Long.toString(limits.retryAfter().toSeconds())));
    }

    private long keptBytes() {
        return ByteSize.bytes(floor.settings().current().general(Setting.BODY_LIMIT));
    }

    private Optional<ModelCard> card(String model) {
        List<ModelCard> listed = provider.models();
        Stream<ModelCard> added = floor.settings().behaviour(provider.name(), "").access().models().stream()
                .map(listed.getFirst()::named);
        return Stream.concat(listed.stream(), added)
                .filter(card -> card.id().equals(model))
                .findFirst();
    }

    private No no(String reason, Refusal refusal, String subject) {
        return new No(reason, provider.refusal(refusal, subject));
    }
}
