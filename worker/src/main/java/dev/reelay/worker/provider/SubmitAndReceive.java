package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Provider;
import dev.reelay.error.Failure;
import dev.reelay.worker.outside.Body;
import dev.reelay.worker.outside.CallOutcome;
import dev.reelay.worker.outside.NotReachedException;
import dev.reelay.worker.outside.OutgoingCall;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.StreamedAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;

/**
 * The paid call of a provider that answers with the result itself. The first bytes decide what the answer is, never its
 * declared type: JSON is read, anything else is handed on unread. Without the head of an answer nobody knows whether it
 * was accepted; with a success it was, and will be billed.
 */
final class SubmitAndReceive {
    private static final int HEAD = 64;

    private final OutgoingHttp http;
    private final ObjectMapper json;
    private final ReadSubmit submits;
    private final ErrorRules errors;
    private final HearCredits credits;

    SubmitAndReceive(OutgoingHttp http, ObjectMapper json, ReadSubmit submits, ErrorRules errors, HearCredits credits) {
        this.http = http;
        this.json = json;
        this.submits = submits;
        this.errors = errors;
        this.credits = credits;
    }

    /** From whom what is bought. */
    record Purchase(Provider provider, String model, Credential key) {}

    ReceiveOutcome buy(Purchase purchase, OutgoingCall call) {
        StreamedAnswer answer;
        try {
            answer = http.open(call);
        } catch (NotReachedException e) {
            boolean unreachable = e.stage() != CallOutcome.Stage.WINDOW;
            return new ReceiveOutcome.NoSuccess(new SubmitOutcome.NotSent(String.valueOf(e.getMessage()), unreachable));
        } catch (IOException e) {
            return new ReceiveOutcome.NoSuccess(new SubmitOutcome.Ambiguous(String.valueOf(e.getMessage())));
        }
        ReceiveOutcome outcome = new ReceiveOutcome.Lost("it could not be read");
        try {
            outcome = answer.status() / 100 == 2 ? success(purchase, answer) : noSuccess(purchase, answer);
            return outcome;
        } finally {
            if (!(outcome instanceof ReceiveOutcome.Arriving)) {
                answer.close();
            }
        }
    }

    private ReceiveOutcome success(Purchase purchase, StreamedAnswer answer) {
        try {
            byte[] head = answer.body().readNBytes(HEAD);
            InputStream body = new SequenceInputStream(new ByteArrayInputStream(head), answer.body());
            if (isJson(head)) {
                return told(purchase, read(purchase, answer, body));
            }
            Answer silent = answer(purchase, answer, new Body(new byte[0]));
            return new ReceiveOutcome.Arriving(
                    request(purchase, silent), Bill.of(purchase.provider(), silent), answer, body);
        } catch (IOException e) {
            return new ReceiveOutcome.Lost("the answer broke off: " + e.getMessage());
        }
    }

    private ReceiveOutcome told(Purchase purchase, Answer answer) {
        Provider.Result result = purchase.provider().result();
        List<String> outputs = result == null ? List.of() : answer.texts(result.outputs());
        if (result != null && !outputs.isEmpty()) {
            return new ReceiveOutcome.Linked(request(purchase, answer), outputs, Bill.of(purchase.provider(), answer));
        }
        return errors.specific(purchase.provider(), answer)
                .<ReceiveOutcome>map(failure -> failed(purchase, answer, failure))
                .orElseGet(() -> new ReceiveOutcome.Lost("the answer is JSON without an output"));
    }

    /** A failure in the provider's own words is one; any other fault of a server may hide a success. */
    private ReceiveOutcome noSuccess(Purchase purchase, StreamedAnswer open) {
        try {
            Answer answer = read(purchase, open, open.body());
            Optional<Failure> failure = answer.status() >= 500 && answer.wellFormed()
                    ? errors.specific(purchase.provider(), answer)
                    : Optional.empty();
            return failure.<ReceiveOutcome>map(told -> failed(purchase, answer, told))
                    .orElseGet(() -> new ReceiveOutcome.NoSuccess(
                            submits.read(purchase.provider(), purchase.model(), purchase.key(), answer)));
        } catch (IOException e) {
            return new ReceiveOutcome.NoSuccess(
                    new SubmitOutcome.Ambiguous("HTTP " + open.status() + " and no whole answer: " + e.getMessage()));
        }
    }

    private static ReceiveOutcome failed(Purchase purchase, Answer answer, Failure failure) {
        return new ReceiveOutcome.Failed(failure, Bill.of(purchase.provider(), answer));
    }

    private Answer read(Purchase purchase, StreamedAnswer answer, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(Wire.LONGEST_ANSWER);
        if (bytes.length == Wire.LONGEST_ANSWER && body.read() != -1) {
            throw new IOException("longer than " + Wire.LONGEST_ANSWER + " bytes");
        }
        return answer(purchase, answer, new Body(bytes));
    }

    private Answer answer(Purchase purchase, StreamedAnswer answer, Body body) {
        Answer read =
                Answer.read(new CallOutcome.Answered(answer.status(), answer.headers(), body), purchase.key(), json);
        credits.hear(purchase.provider(), purchase.key(), read);
        return read;
    }

    private static RemoteRequest request(Purchase purchase, Answer answer) {
        String id = answer.text(purchase.provider().submit().id());
        return RemoteRequest.known(
                purchase.provider(), purchase.model(), id != null && Addresses.canBeId(id) ? id : "");
    }

    private static boolean isJson(byte[] head) {
        for (byte one : head) {
            if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
                return one == '{' || one == '[';
            }
        }
        return false;
    }
}
