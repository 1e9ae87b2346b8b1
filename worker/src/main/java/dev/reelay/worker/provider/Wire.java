package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Provider;
import dev.reelay.worker.outside.CallLimits;
import dev.reelay.worker.outside.CallOutcome;
import dev.reelay.worker.outside.OutgoingCall;
import dev.reelay.worker.outside.OutgoingHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries calls to a provider: adds the credential and the limits, and reads the answer. */
final class Wire {
    /** A provider that is told less would hardly take it; the time to send it is over before. */
    private static final Duration LEAST_TO_BEGIN = Duration.ofSeconds(2);

    /** Answers are some kilobytes; logs may make them longer. */
    static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final CallLimits QUESTION =
            new CallLimits(Duration.ofSeconds(15), Duration.ofSeconds(30), LONGEST_ANSWER);

    private final OutgoingHttp http;
    private final ObjectMapper json;
    private final HearCredits credits;

    Wire(OutgoingHttp http, ObjectMapper json, HearCredits credits) {
        this.http = http;
        this.json = json;
        this.credits = credits;
    }

    /** What came back. */
    sealed interface Reply {
        /** An answer that could be read, whatever it says. */
        record Told(Answer answer) implements Reply {}

        /**
         * No answer.
         *
         * @param certain whether nothing of the call reached the provider
         * @param unreachable whether that is as it could not be reached
         */
        record Nothing(String reason, int status, boolean certain, boolean unreachable) implements Reply {}
    }

    /** A call that costs nothing and may be repeated. */
    Reply ask(Provider provider, Provider.Call call, URI url, Credential key) {
        return send(provider, OutgoingCall.of(call.method(), url, headers(provider, key), QUESTION), key);
    }

    /** The same with a JSON body, or with none when it is empty. */
    Reply ask(Provider provider, String method, URI url, Credential key, byte[] body) {
        Map<String, String> headers = headers(provider, key);
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        return send(provider, OutgoingCall.of(method, url, headers, QUESTION).with(body), key);
    }

    /** The paid call, as its definition limits it. */
    OutgoingCall paid(Provider provider, URI url, Credential key, byte[] body, @Nullable Duration beginWithin) {
        Map<String, String> headers = headers(provider, key);
        headers.put("Content-Type", "application/json");
        if (provider.submit().blocking()) {
            headers.put("Accept", "*/*");
        }
        headers.putAll(provider.submit().headers());
        String beginHeader = provider.submit().beginWithin();
        if (beginHeader != null && beginWithin != null && beginWithin.compareTo(LEAST_TO_BEGIN) >= 0) {
            headers.put(beginHeader, String.valueOf(beginWithin.toSeconds()));
        }
        Duration timeout = provider.submit().timeout();
        CallLimits limits = new CallLimits(timeout, timeout, LONGEST_ANSWER);
        return OutgoingCall.of(provider.submit().call().method(), url, headers, limits)
                .with(body);
    }

    Reply send(Provider provider, OutgoingCall call, Credential key) {
        return switch (http.call(call)) {
            case CallOutcome.Answered answered -> {
                Answer answer = Answer.read(answered, key, json);
                credits.hear(provider, key, answer);
                yield new Reply.Told(answer);
            }
            case CallOutcome.NotDelivered(CallOutcome.Stage stage, String reason) ->
                new Reply.Nothing(reason, 0, true, stage != CallOutcome.Stage.WINDOW);
            case CallOutcome.Ambiguous(String reason, int status) -> new Reply.Nothing(reason, status, false, false);
        };
    }

    private static Map<String, String> headers(Provider provider, Credential key) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put(
                provider.authentication().header(), provider.authentication().prefix() + key.value());
        return headers;
    }
}
