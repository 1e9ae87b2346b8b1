package dev.reelay.worker.outside;

import dev.reelay.outside.AddressGuard;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The one outgoing HTTP client, for every foreign URL. Each call goes to an address that the guard has seen, once: nothing
 * is repeated, redirected or unpacked behind the caller's back. Blocking, for virtual threads, shared by all.
 */
public final class OutgoingHttp implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timers = timers();
    private final Sender sender;
    private final Downloads downloads;

    public OutgoingHttp(AddressGuard guard, HostResolver resolver, OutgoingConfig config) {
        this(guard, resolver, config, SSLContexts.createSystemDefault());
    }

    OutgoingHttp(AddressGuard guard, HostResolver resolver, OutgoingConfig config, SSLContext tls) {
        sender = new Sender(guard, resolver, config, tls);
        downloads = new Downloads(sender, timers);
    }

    /** Makes a call and reads its whole answer; how it ended is a value, whatever happened. */
    public CallOutcome call(OutgoingCall call) {
        try (Exchange exchange = new Exchange(call.window(), call.limits().whole(), timers)) {
            try {
                return answered(sender.send(message(call), exchange), call.limits(), exchange);
            } catch (NotReachedException e) {
                return e.outcome();
            } catch (IOException | RuntimeException e) {
                return ambiguous(e, exchange, 0);
            }
        }
    }

    /**
     * Makes a call whose answer is too long to be kept, and answers with its head; the body is read as it comes, within the
     * time for the whole call.
     *
     * @throws NotReachedException when nothing of the call reached the other side
     * @throws IOException when it may have, and no head of an answer came
     */
    public StreamedAnswer open(OutgoingCall call) throws IOException {
        Exchange exchange = new Exchange(call.window(), call.limits().whole(), timers);
        try {
            return new StreamedAnswer(call.url(), sender.send(message(call), exchange), exchange);
        } catch (NotReachedException e) {
            exchange.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            exchange.close();
            exchange.abort();
            throw new IOException(ambiguous(e, exchange, 0).reason(), e);
        }
    }

    private static Sender.Message message(OutgoingCall call) {
        return new Sender.Message(
                call.method(),
                call.url(),
                call.headers(),
                call.body(),
                call.limits().idle(),
                call.paid());
    }

    /**
     * Opens a download and follows up to five redirects, each past the guard again and none from https to http.
     *
     * @param headers sent to every hop, so never a credential
     * @throws NotReachedException when no connection was had; at its stage {@code GUARD} there is no use in trying again
     */
    public StreamedAnswer openStream(URI url, Map<String, String> headers, StreamLimits limits) throws IOException {
        return downloads.open(url, headers, limits);
    }

    private static CallOutcome answered(ClassicHttpResponse response, CallLimits limits, Exchange exchange) {
        try {
            HttpEntity entity = response.getEntity();
            byte[] body = new byte[0];
            if (entity != null) {
                InputStream content = entity.getContent();
                body = content.readNBytes(limits.answerBytes());
                if (body.length == limits.answerBytes() && content.read() != -1) {
                    exchange.drop(response);
                    return new CallOutcome.Ambiguous(
                            "an answer longer than " + limits.answerBytes() + " bytes", response.getCode());
                }
            }
            Exchange.closeQuietly(response);
            return new CallOutcome.Answered(response.getCode(), Headers.of(response), new Body(body));
        } catch (IOException | RuntimeException e) {
            exchange.drop(response);
            return ambiguous(e, exchange, response.getCode());
        }
    }

    private static CallOutcome.Ambiguous ambiguous(Exception e, Exchange exchange, int status) {
        String reason = exchange.expired() ? "no whole answer within the time for the whole call" : Reasons.of(e);
        return new CallOutcome.Ambiguous(reason, status);
    }

    private static ScheduledThreadPoolExecutor timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("outgoing-timer").factory());
        timers.setRemoveOnCancelPolicy(true);
        // A call that comes after the end gets no timer, and no connection either.
        timers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timers;
    }

    @Override
    public void close() {
        sender.close();
        timers.shutdownNow();
    }
}
