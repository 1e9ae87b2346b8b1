package dev.reelay.worker.storage;

import dev.reelay.worker.outside.StreamedAnswer;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A result that is being received already and comes only once: asked for again, it is gone. */
public final class OpenAnswer implements ResultSource {
    /** One that has been received by somebody else: only what that one stored is left. */
    public static final ResultSource OVER = (offset, ifRange) -> {
        throw gone();
    };

    private final StreamedAnswer answer;
    private final InputStream body;
    private boolean given;

    /** @param body all bytes of the answer, those that were looked at included */
    public OpenAnswer(StreamedAnswer answer, InputStream body) {
        this.answer = answer;
        this.body = body;
    }

    @Override
    public Download open(long offset, @Nullable String ifRange) throws IOException, SourceGone {
        if (given) {
            throw gone();
        }
        given = true;
        return HttpDownload.of(new HttpDownload.Answer(answer.status(), answer::header, body, answer::close), offset);
    }

    private static SourceGone gone() {
        return new SourceGone("the answer comes only once");
    }
}
