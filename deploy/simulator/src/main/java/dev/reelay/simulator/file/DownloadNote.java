package dev.reelay.simulator.file;

import dev.reelay.simulator.bill.BillEntry;
import dev.reelay.simulator.bill.BillLine.Download;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Writes one download on the bill when its answer has ended, whichever way. */
final class DownloadNote {
    private final HttpServerRequest request;
    private final BillEntry entry;
    private final @Nullable String fault;
    private boolean noted;

    private DownloadNote(HttpServerRequest request, BillEntry entry, @Nullable String fault) {
        this.request = request;
        this.entry = entry;
        this.fault = fault;
    }

    static void attach(HttpServerRequest request, BillEntry entry, @Nullable String fault) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return;
        }
        DownloadNote note = new DownloadNote(request, entry, fault);
        // A whole answer comes to the first, a broken connection to either, or to both.
        request.response().endHandler(ended -> note.write());
        request.response().closeHandler(closed -> note.write());
    }

    private void write() {
        if (!noted) {
            noted = true;
            HttpServerResponse response = request.response();
            boolean whole = response.ended() && response.getStatusCode() < 300;
            // The answer to a submit goes to whoever submitted, with a key as ever.
            boolean link = request.method().equals(HttpMethod.GET);
            boolean credentials = link
                    && (request.headers().contains("Authorization")
                            || request.headers().contains("x-api-key"));
            entry.downloaded(new Download(
                    request.getHeader("Range"),
                    response.getStatusCode(),
                    response.bytesWritten(),
                    whole,
                    credentials,
                    fault));
        }
    }
}
