package dev.reelay.bench.load;

import dev.reelay.processes.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Open pages with a tenant's list of requests. Each listens to a stream of its own and fetches its rows when the stream
 * says that something changed, as the script of the pages does: news that comes while rows are fetched is one fetch more.
 */
public final class OpenViews implements AutoCloseable {
    private static final String STREAM = "/ui/live";
    private static final String ROWS = "/ui/requests/rows";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Addresses at;
    private final String session;
    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final Queue<Double> fetchMillis = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    private OpenViews(Addresses at) throws IOException, InterruptedException {
        this.at = at;
        this.session = signIn();
    }

    /** Signs in with the tenant's key and opens so many views; answers when every stream is there. */
    public static OpenViews open(Addresses at, int count) throws IOException, InterruptedException {
        OpenViews views = new OpenViews(at);
        for (int n = 0; n < count; n++) {
            View view = views.new View();
            Thread.startVirtualThread(view::listen);
        }
        for (int wait = 0; wait < 300 && views.listening.get() < count; wait++) {
            Thread.sleep(100);
        }
        if (views.listening.get() < count) {
            throw new IOException("only " + views.listening + " of " + count + " streams opened; " + views.failed);
        }
        return views;
    }

    /** Forgets what was seen, and counts anew. */
    public void reset() {
        told.set(0);
        fetchMillis.clear();
    }

    /** How often a view was told of news, all together. */
    public int told() {
        return told.get();
    }

    /** How long each fetch of rows took, in milliseconds, the shortest first. */
    public List<Double> fetchMillis() {
        List<Double> millis = new ArrayList<>(fetchMillis);
        millis.sort(null);
        return millis;
    }

    /** What did not come as it should, in words. */
    public List<String> failed() {
        return List.copyOf(failed);
    }

    /** Streams that ended though nobody closed them. */
    public int ended() {
        return ended.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private String signIn() throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(at.api().resolve("/ui/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "key=" + URLEncoder.encode(at.apiKey(), StandardCharsets.UTF_8)))
                .build();
        HttpResponse<Void> answer = http.send(form, HttpResponse.BodyHandlers.discarding());
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .orElseThrow(() -> new IOException("signing in answered " + answer.statusCode()));
    }

    private HttpRequest to(String path) {
        URI address = at.api().resolve(path);
        return HttpRequest.newBuilder(address).header("Cookie", session).build();
    }

    private final class View {
        private boolean fetching;
        private boolean news;

        void listen() {
            try {
                HttpResponse<Stream<String>> answer = http.send(to(STREAM), HttpResponse.BodyHandlers.ofLines());
                if (answer.statusCode() != 200) {
                    failed.add("a stream answered " + answer.statusCode());
                    return;
                }
                listening.incrementAndGet();
                try (Stream<String> lines = answer.body()) {
                    lines.filter("event: changed"::equals).forEach(line -> hear());
                }
            } catch (IOException | UncheckedIOException e) {
                failed.add("a stream was cut");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended.incrementAndGet();
        }

        private void hear() {
            told.incrementAndGet();
            synchronized (this) {
                news = fetching;
                if (fetching) {
                    return;
                }
                fetching = true;
            }
            Thread.startVirtualThread(() -> {
                do {
                    fetch();
                } while (hasNews());
            });
        }

        /** Whether there was news while rows were fetched. */
        private synchronized boolean hasNews() {
            fetching = news;
            news = false;
            return fetching;
        }

        private void fetch() {
            long begin = System.nanoTime();
            try {
                int status = http.send(to(ROWS), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    failed.add("rows answered " + status);
                }
            } catch (IOException e) {
                failed.add("rows did not come: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            fetchMillis.add((System.nanoTime() - begin) / 1e6);
        }
    }
}
