package dev.reelay.client.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a body, read by a thread of its own, so that a connection that has gone silent can be given up. A reader that is
 * slow holds up the sender, and nothing is piled up here.
 */
final class Lines implements AutoCloseable {
    private static final int AHEAD = 256;
    private static final String END = new String("end");

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(AHEAD);
    private final InputStream body;
    private final Thread thread;

    Lines(InputStream body) {
        this.body = body;
        this.thread = Thread.ofVirtual().name("reelay-stream").start(this::read);
    }

    /** The next line, or nothing when the stream has ended or says nothing for so long. */
    @SuppressWarnings("ReferenceEquality") // A line may well be the word that marks the end.
    @Nullable
    String next(Duration silence) throws InterruptedException {
        String line = queue.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
        return line == END ? null : line;
    }

    private void read() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                queue.put(line);
            }
            queue.put(END);
        } catch (IOException _) {
            offerEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void offerEnd() {
        try {
            queue.put(END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            body.close();
        } catch (IOException _) {
            // It was broken already.
        }
    }
}
