package dev.reelay.api.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a caller knows a submit by, so that it may be sent again. */
public final class ReadIdempotencyKey {
    /** Where it stands. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private ReadIdempotencyKey() {}

    /** Null where there is none; one that is not of the right form ends the HTTP request. */
    public static @Nullable String of(HttpHeaders headers) {
        return of(headers, HEADER);
    }

    /** The same where it stands in another header. */
    public static @Nullable String of(HttpHeaders headers, String header) {
        List<String> keys = headers.getRequestHeader(header);
        if (keys == null || keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_PARAMETER,
                    "The " + header + " is not of the right form.",
                    List.of(Problem.Fault.of(header, "must be one word of 1 to 255 visible ASCII characters"))));
        }
        return keys.getFirst();
    }
}
