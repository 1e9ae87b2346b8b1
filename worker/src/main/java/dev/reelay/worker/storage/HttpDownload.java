package dev.reelay.worker.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answer of an HTTP server to a request for a result, once its status and its ranges are as they must be. */
final class HttpDownload implements Download {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final Answer answer;
    private final long offset;
    private final @Nullable Long total;

    /**
     * An answer as any client gives it.
     *
     * @param header by its name, whatever its case
     * @param end ends the transfer at once
     */
    record Answer(int status, Function<String, Optional<String>> header, InputStream body, Runnable end) {}

    private HttpDownload(Answer answer, long offset, @Nullable Long total) {
        this.answer = answer;
        this.offset = offset;
        this.total = total;
    }

    /** Checks the answer to a request for the bytes from {@code asked} on, and ends it when it will not do. */
    static HttpDownload of(Answer answer, long asked) throws IOException, SourceGone {
        boolean taken = false;
        try {
            HttpDownload download = checked(answer, asked);
            taken = true;
            return download;
        } finally {
            if (!taken) {
                answer.end().run();
            }
        }
    }

    private static HttpDownload checked(Answer answer, long asked) throws IOException, SourceGone {
        return switch (answer.status()) {
            case 200 -> new HttpDownload(answer, 0, number(answer, "content-length"));
            case 206 -> part(answer, asked);
            case 400, 401, 403, 404, 410, 451 -> throw new SourceGone("the source answered " + answer.status());
            case 416 -> throw new StaleRange("the source has no bytes from " + asked + " on");
            default -> throw new IOException("the source answered " + answer.status());
        };
    }

    private static HttpDownload part(Answer answer, long asked) throws IOException {
        String told = answer.header().apply("content-range").orElse("nothing");
        Matcher range = CONTENT_RANGE.matcher(told);
        if (asked == 0 || !range.matches() || !range.group(1).equals(Long.toString(asked))) {
            throw new IOException("asked for the bytes from " + asked + " on, the source sent " + Quoted.of(told));
        }
        long end = Long.parseLong(range.group(2)) + 1;
        if (!range.group(3).equals("*") && !range.group(3).equals(Long.toString(end))) {
            throw new IOException("asked for all bytes from " + asked + " on, the source sent " + Quoted.of(told));
        }
        return new HttpDownload(answer, asked, end);
    }

    private static @Nullable Long number(Answer answer, String header) throws IOException {
        String told = answer.header().apply(header).orElse(null);
        if (told == null) {
            return null;
        }
        if (!told.matches("\\d{1,18}")) {
            throw new IOException("the source sent a " + header + " that is no number");
        }
        return Long.valueOf(told);
    }

    @Override
    public InputStream body() {
        return answer.body();
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public @Nullable Long total() {
        return total;
    }

    @Override
    public @Nullable String validator() {
        // A weak tag means alike, not the same bytes; nor does a date that many changes may share.
        return answer.header().apply("etag").filter(tag -> tag.startsWith("\"")).orElse(null);
    }

    @Override
    public @Nullable String mediaType() {
        return answer.header().apply("content-type").orElse(null);
    }

    @Override
    public boolean delimited() {
        return total != null
                || answer.header()
                        .apply("transfer-encoding")
                        .filter("chunked"::equalsIgnoreCase)
                        .isPresent();
    }

    @Override
    public void close() {
        answer.end().run();
    }
}
