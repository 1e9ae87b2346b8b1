package dev.reelay.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.ApiConfig;
import dev.reelay.request.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads a body as JSON, up to the largest that is taken; what cannot be read ends the request. */
@ApplicationScoped
public class ReadBody {
    private final ApiConfig config;

    ReadBody(ApiConfig config) {
        this.config = config;
    }

    /** The whole document. */
    public JsonNode json(InputStream body) {
        return switch (StrictJson.parse(bytes(body))) {
            case StrictJson.Document document -> document.root();
            case StrictJson.Broken broken -> throw new ProblemException(broken(broken));
        };
    }

    private byte[] bytes(InputStream body) {
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

    private ProblemException tooLarge() {
        return new ProblemException(Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "A body has at most " + config.maxBodyBytes() + " bytes; put large images behind an https URL."));
    }

    private static Problem broken(StrictJson.Broken broken) {
        String place = "line " + broken.line() + ", column " + broken.column();
        Problem.Fault fault =
                new Problem.Fault(broken.pointer(), null, broken.message(), broken.line(), broken.column());
        return Problem.of(ProblemType.BROKEN_JSON, "The JSON breaks at " + place + ".", List.of(fault));
    }
}
