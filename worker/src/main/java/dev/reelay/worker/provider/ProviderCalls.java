package dev.reelay.worker.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.History;
import dev.reelay.catalog.Provider;
import dev.reelay.worker.outside.OutgoingCall;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.SendWindow;
import dev.reelay.worker.provider.Wire.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;

/** The things that are asked of a provider, as its definition says how. Blocking, safe for many threads. */
@Singleton
public final class ProviderCalls {
    private static final String NO_KEY = "the key that it was bought with is not configured any more";

    private final Wire wire;
    private final ObjectMapper json;
    private final ReadSubmit submits;
    private final PollProvider polls;
    private final CancelRequest cancels;
    private final SubmitAndReceive blocking;
    private final SearchHistory histories;
    private final MeterCalls meter;

    ProviderCalls(
            OutgoingHttp http, ObjectMapper json, InstantSource clock, CreditListener listener, MeterRegistry meters) {
        ErrorRules errors = new ErrorRules(clock);
        HearCredits credits = new HearCredits(listener);
        this.json = json;
        wire = new Wire(http, json, credits);
        submits = new ReadSubmit(errors);
        polls = new PollProvider(wire, errors, clock);
        cancels = new CancelRequest(wire, clock);
        histories = new SearchHistory(wire, json);
        meter = new MeterCalls(meters);
        blocking = new SubmitAndReceive(http, json, submits, errors, credits);
    }

    /** The paid call: made once, never repeated, on a connection of its own, and only while the window is open. */
    public SubmitOutcome submit(
            Provider provider, String providerModel, Credential key, Submission submission, SendWindow window) {
        URI url = Addresses.submit(provider, providerModel, submission.callback());
        OutgoingCall call = wire.paid(provider, url, key, bytes(submission.body()), submission.beginWithin())
                .paid(window);
        long begin = System.nanoTime();
        SubmitOutcome outcome = switch (wire.send(provider, call, key)) {
            case Reply.Told(Answer answer) -> submits.read(provider, providerModel, key, answer);
            case Reply.Nothing nothing ->
                nothing.certain()
                        ? new SubmitOutcome.NotSent(nothing.reason(), nothing.unreachable())
                        : new SubmitOutcome.Ambiguous(nothing.reason());
        };
        return meter.submitted(provider.name(), begin, outcome);
    }

    /**
     * As {@link #submit}, of a provider whose answer is the result itself. What arrives is an open answer, to be read and
     * closed by the caller.
     */
    public ReceiveOutcome submitAndReceive(
            Provider provider, String providerModel, Credential key, JsonNode body, SendWindow window) {
        URI url = Addresses.submit(provider, providerModel, null);
        OutgoingCall call = wire.paid(provider, url, key, bytes(body), null).paid(window);
        long begin = System.nanoTime();
        return meter.received(
                provider.name(),
                begin,
                blocking.buy(new SubmitAndReceive.Purchase(provider, providerModel, key), call));
    }

    /** Asks for the state and, when that is an end, for the result. */
    public PollOutcome poll(Provider provider, RemoteRequest request, Credential key) {
        long begin = System.nanoTime();
        return key.about(request, provider)
                .map(fitting -> meter.polled(provider.name(), begin, polls.poll(provider, request, fitting)))
                .orElseGet(() -> new PollOutcome.NoVerdict(NO_KEY, 0));
    }

    /** Asks to cancel; the verdict still comes by polling, unless the answer is a definite one. */
    public CancelResult cancel(Provider provider, RemoteRequest request, Credential key) {
        return key.about(request, provider)
                .map(fitting -> cancels.cancel(provider, request, fitting))
                .orElseGet(() -> new CancelResult.NoAnswer(NO_KEY, 0, null));
    }

    /** Looks for a submit without an answer in the history that the provider's definition describes. */
    public HistoryOutcome search(Provider provider, Credential key, Sought sought) {
        History history = provider.history();
        return history == null
                ? new HistoryOutcome.NotRead("its definition describes none")
                : histories.search(provider, history, key, sought);
    }

    private byte[] bytes(JsonNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON is always writable", e);
        }
    }
}
