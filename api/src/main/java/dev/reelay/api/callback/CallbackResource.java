package dev.reelay.api.callback;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.callback.Callbacks;
import dev.reelay.callback.HearCallback;
import dev.reelay.catalog.Callback;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Provider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Where providers tell that a request has ended. Open to all, so nothing is looked up before the signature is proved; the
 * state and the outputs that it tells are not believed. 200 when it was heard, news or not; 401 for a signature that is
 * not the provider's; 404 and 409 when it is about nothing of ours.
 */
@Path("/callbacks")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class CallbackResource {
    private static final Logger LOG = Logger.getLogger(CallbackResource.class);
    private static final int LONGEST = 2 * 1024 * 1024;

    private final Catalog catalog;
    private final Callbacks callbacks;
    private final VerifyCallback verify;
    private final HearCallback hear;
    private final MeterRegistry meters;

    CallbackResource(
            Catalog catalog, Callbacks callbacks, VerifyCallback verify, HearCallback hear, MeterRegistry meters) {
        this.catalog = catalog;
        this.callbacks = callbacks;
        this.verify = verify;
        this.hear = hear;
        this.meters = meters;
    }

    /** The answer to a callback that was heard. */
    public record Heard(boolean received) {}

    @POST
    @Path("/{provider}/{attempt}")
    public Heard heard(
            @PathParam("provider") String name,
            @PathParam("attempt") String attempt,
            @Context HttpHeaders headers,
            InputStream sent) {
        Provider provider = catalog.provider(name)
                .filter(callbacks::takes)
                .orElseThrow(() -> problem(ProblemType.NOT_FOUND, "No callbacks of such a provider are taken here."));
        Callback callback = Objects.requireNonNull(provider.callback());
        byte[] body = bytes(sent);
        prove(provider, callback, headers, body);
        String id = ProviderRequestId.in(callback, headers, body);
        take(provider, parse(attempt), id);
        return new Heard(true);
    }

    private void prove(Provider provider, Callback callback, HttpHeaders headers, byte[] body) {
        switch (verify.verify(provider, callback, headers::getHeaderString, body)) {
            case VerifyCallback.Verdict.Genuine genuine -> {}
            case VerifyCallback.Verdict.NotGenuine(String why) -> {
                count(provider, "refused");
                LOG.debugf("refused a callback, provider=%s: %s", provider.name(), why);
                throw problem(ProblemType.BAD_SIGNATURE, why);
            }
            case VerifyCallback.Verdict.NoKeys noKeys -> {
                count(provider, "without_keys");
                throw problem(
                        ProblemType.UNAVAILABLE, "The provider's keys are not known yet. Call again in a minute.");
            }
        }
    }

    private void take(Provider provider, UUID attempt, String id) {
        HearCallback.Outcome outcome = hear.hear(provider.name(), attempt, id);
        count(provider, outcome.name().toLowerCase(Locale.ROOT));
        switch (outcome) {
            case WOKEN, REPEATED, KEPT, ENDED -> {}
            case ACCEPTED ->
                LOG.infof("a callback told of a lost submit, provider=%s attempt=%s", provider.name(), attempt);
            case OTHER -> {
                LOG.warnf("a callback is about another request, provider=%s attempt=%s", provider.name(), attempt);
                throw problem(ProblemType.NOT_SETTLEABLE, "This attempt is another request of the provider's.");
            }
            case UNKNOWN_ATTEMPT -> throw unknownAttempt();
        }
    }

    private void count(Provider provider, String outcome) {
        meters.counter("reelay.callbacks", "provider", provider.name(), "outcome", outcome)
                .increment();
    }

    private static byte[] bytes(InputStream sent) {
        try {
            byte[] bytes = sent.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw problem(ProblemType.BODY_TOO_LARGE, "A callback has at most " + LONGEST + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw problem(ProblemType.BAD_REQUEST, "The body ended before its time.");
        }
    }

    private static UUID parse(String attempt) {
        try {
            return UUID.fromString(attempt);
        } catch (IllegalArgumentException e) {
            throw unknownAttempt();
        }
    }

    private static ProblemException unknownAttempt() {
        return problem(ProblemType.UNKNOWN_ATTEMPT, "There is no such attempt at this provider.");
    }

    private static ProblemException problem(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}
