package dev.reelay.cli.request;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.client.ReelayClient;
import dev.reelay.client.event.Event;
import dev.reelay.client.request.VideoRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for a request's end, saves what came of it, and says so. */
final class FinishRequest {
    private final ReelayClient client;
    private final Output output;

    FinishRequest(ReelayClient client, Output output) {
        this.client = client;
        this.output = output;
    }

    /** The status to end with: good only for a video that is completed, and saved if that was wanted. */
    int await(String id, @Nullable Duration timeout, @Nullable String target) throws InterruptedException {
        VideoRequest request = client.requests().await(id, Optional.ofNullable(timeout), this::remark);
        if (request.completed() && target != null) {
            save(request, target);
        }
        output.answer(request.document(), RequestText.of(request));
        return (request.completed() ? ExitStatus.GOOD : ExitStatus.FAILED).code();
    }

    /** Saves all files; those after the first get a number. */
    void save(VideoRequest request, String target) throws InterruptedException {
        boolean folder = target.endsWith("/") || Files.isDirectory(Path.of(target));
        int files = request.artifacts().size();
        for (int number = 0; number < files; number++) {
            String type = request.artifacts().get(number).mediaType();
            Path named = folder ? Path.of(target).resolve(request.id() + FileNames.ending(type)) : Path.of(target);
            Path file = client.requests().download(request.id(), number, FileNames.numbered(named, number));
            output.remark("saved " + file);
        }
    }

    private void remark(Event event) {
        String provider = event.document().path("data").path("provider").asText("");
        output.remark(event.time() + "  " + event.name() + (provider.isEmpty() ? "" : "  " + provider));
    }
}
