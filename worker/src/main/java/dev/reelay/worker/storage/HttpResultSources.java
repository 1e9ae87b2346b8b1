package dev.reelay.worker.storage;

import dev.reelay.worker.outside.CallOutcome;
import dev.reelay.worker.outside.NotReachedException;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.StreamLimits;
import dev.reelay.worker.outside.StreamedAnswer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results behind the links that providers tell: fetched by the one outgoing client, and without credentials. */
@Singleton
public final class HttpResultSources {
    private final OutgoingHttp http;
    private final StreamLimits limits;

    public HttpResultSources(OutgoingHttp http, CopyConfig config) {
        this.http = http;
        this.limits = new StreamLimits(config.idle(), config.longest());
    }

    /** The result behind a link; nothing is asked yet. */
    public ResultSource of(String url) {
        return (offset, ifRange) -> open(url, offset, ifRange);
    }

    private Download open(String url, long offset, @Nullable String ifRange) throws IOException, SourceGone {
        Map<String, String> headers = new HashMap<>();
        if (offset > 0) {
            headers.put("Range", "bytes=" + offset + "-");
            if (ifRange != null) {
                headers.put("If-Range", ifRange);
            }
        }
        StreamedAnswer answer = opened(address(url), headers);
        return HttpDownload.of(
                new HttpDownload.Answer(answer.status(), answer::header, answer.body(), answer::close), offset);
    }

    private StreamedAnswer opened(URI url, Map<String, String> headers) throws IOException, SourceGone {
        try {
            return http.openStream(url, headers, limits);
        } catch (NotReachedException e) {
            if (e.stage() == CallOutcome.Stage.GUARD) {
                throw new SourceGone("the link is not followed: " + e.getMessage());
            }
            throw e;
        }
    }

    private static URI address(String url) throws SourceGone {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new SourceGone("the provider told a link that is none");
        }
    }
}
