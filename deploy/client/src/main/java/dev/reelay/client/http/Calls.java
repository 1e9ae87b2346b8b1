package dev.reelay.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reelay.client.problem.Problem;
import dev.reelay.client.problem.ProblemException;
import dev.reelay.client.problem.UnreachableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends calls with the key to the api alone: redirects are never followed, links are opened without it. A call is tried again
 * after 502, 503, 504 and broken connections if it is repeatable, and always when it was certainly not delivered.
 */
public final class Calls implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Access access;
    private final Patience patience;

    public Calls(Access access, Patience patience) {
        this.access = access;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** The document of a success; missing when it has none. */
    public JsonNode answer(Call call) throws InterruptedException {
        return document(call, expect(2, send(call, Calls::whole)));
    }

    /** The document of a success, and whether it is a replay of an earlier one. */
    public Replayable replayable(Call call) throws InterruptedException {
        HttpResponse<InputStream> answer = expect(2, send(call, Calls::whole));
        boolean replay = answer.headers().firstValue("Idempotent-Replay").isPresent();
        return new Replayable(document(call, answer), replay);
    }

    /** Where the api redirects to. */
    public URI link(Call call) throws InterruptedException {
        HttpResponse<InputStream> answer = expect(3, send(call, Calls::whole));
        return answer.headers()
                .firstValue("Location")
                .map(answer.uri()::resolve)
                .orElseThrow(() -> new UnreachableException(call + " was redirected to nowhere"));
    }

    Patience patience() {
        return patience;
    }

    /** A success whose body is read as it comes; anything else is thrown. */
    HttpResponse<InputStream> open(Call call) throws InterruptedException {
        return expect(2, send(call, Calls::opened));
    }

    /** The bytes behind a link, which needs no key and must not get it. */
    HttpResponse<InputStream> openLink(URI link) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(link).timeout(patience.answer()).build();
        HttpResponse<InputStream> answer = tried("a file", link.getHost(), true, request, Calls::opened);
        if (answer.statusCode() / 100 != 2) {
            throw new UnreachableException(link.getHost() + " answered " + answer.statusCode() + " for a file");
        }
        return answer;
    }

    private HttpResponse<InputStream> send(Call call, BodyHandler<InputStream> body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(access.at(call.path()))
                .timeout(call.timeout() == null ? patience.answer() : call.timeout())
                .method(call.method(), call.body())
                .header("Authorization", access.authorization())
                .header("User-Agent", "reelay-java");
        call.headers().forEach(request::header);
        return tried(call.toString(), access.toString(), call.repeatable(), request.build(), body);
    }

    private HttpResponse<InputStream> tried(
            String what, String where, boolean repeatable, HttpRequest request, BodyHandler<InputStream> body)
            throws InterruptedException {
        for (int tried = 1; ; tried++) {
            Optional<Duration> wanted = Optional.empty();
            try {
                HttpResponse<InputStream> answer = http.send(request, body);
                if (!passing(answer.statusCode()) || !repeatable || tried == patience.tries()) {
                    return answer;
                }
                wanted = retryAfter(answer);
            } catch (IOException e) {
                if (tried == patience.tries() || !(repeatable || e instanceof ConnectException)) {
                    throw new UnreachableException(unreachable(what, where, e), e);
                }
            }
            Thread.sleep(patience.pause(tried, wanted));
        }
    }

    private static String unreachable(String what, String where, IOException fault) {
        String why = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return fault instanceof ConnectException
                ? "nothing answers at " + where
                : what + " at " + where + " was not answered: " + why;
    }

    private static boolean passing(int status) {
        return status >= 502 && status <= 504;
    }

    private static HttpResponse<InputStream> expect(int hundreds, HttpResponse<InputStream> answer) {
        if (answer.statusCode() / 100 == hundreds) {
            return answer;
        }
        try (InputStream body = answer.body()) {
            int status = answer.statusCode();
            throw new ProblemException(
                    status,
                    Problem.read(status, body.readAllBytes()),
                    retryAfter(answer).orElse(null));
        } catch (IOException e) {
            throw new UnreachableException("the answer broke off", e);
        }
    }

    private static JsonNode document(Call call, HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            JsonNode document = JSON.readTree(body);
            return document == null ? MissingNode.getInstance() : document;
        } catch (JsonProcessingException e) {
            throw new UnreachableException(call + " was answered by something else than Reelay", e);
        } catch (IOException e) {
            throw new UnreachableException("the answer to " + call + " broke off", e);
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.read(value, InstantSource.system()));
    }

    private static BodySubscriber<InputStream> whole(HttpResponse.ResponseInfo answer) {
        return BodySubscribers.mapping(BodySubscribers.ofByteArray(), ByteArrayInputStream::new);
    }

    private static BodySubscriber<InputStream> opened(HttpResponse.ResponseInfo answer) {
        return answer.statusCode() / 100 == 2 ? BodySubscribers.ofInputStream() : whole(answer);
    }

    /** Ends what is open, too. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    @Override
    public String toString() {
        return "calls of " + access;
    }
}
