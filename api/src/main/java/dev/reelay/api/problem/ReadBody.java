package dev.reelay.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.ApiConfig;
import dev.reelay.request.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body as JSON, up to the largest that is taken; what cannot be read ends the request. */
@ApplicationScoped
public class ReadBody {
    private final ApiConfig config;
    private final HttpHeaders headers;

    ReadBody(ApiConfig config, HttpHeaders headers) {
        this.config = config;
        this.headers = headers;
    }

    /** The whole document, or an empty object when nothing was sent. */
    public JsonNode jsonOrNothing(InputStream body) {
        byte[] bytes = bytes(body);
        return bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : parsed(bytes);
    }

    /** The whole document. */
    public JsonNode json(InputStream body) {
        return parsed(bytes(body));
    }

    private JsonNode parsed(byte[] bytes) {
        refuseCoded();
        return switch (StrictJson.parse(bytes)) {
            case StrictJson.Document document -> document.root();
            case StrictJson.Broken broken -> throw new ProblemException(Problem.broken(broken));
        };
    }

    /** JSON is UTF-8 (RFC 8259, 8.1); what says that it is something else is not read as if it were. */
    private void refuseCoded() {
        String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw unsupported("Send the body as it is, without Content-Encoding.");
        }
        MediaType type = headers.getMediaType();
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw unsupported("Send the body in UTF-8, with Content-Type: application/json.");
        }
    }

    private static ProblemException unsupported(String remedy) {
        return new ProblemException(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, remedy));
    }

    private byte[] bytes(InputStream body) {
        if (declared() > config.maxBodyBytes()) {
            throw tooLarge();
        }
        try {
            byte[] bytes = body.readNBytes(config.maxBodyBytes() + 1);
            if (bytes.length > config.maxBodyBytes()) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The body ended before its time."));
        }
    }

    /** What is too large by its own word is not waited for. */
    private long declared() {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private ProblemException tooLarge() {
        return new ProblemException(Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "A body has at most " + config.maxBodyBytes() + " bytes; put large images behind an https URL."));
    }
}
