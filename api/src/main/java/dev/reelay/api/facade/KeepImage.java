package dev.reelay.api.facade;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.tenant.Tenant;
import dev.reelay.upload.TakeUpload;
import dev.reelay.upload.Uploaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Keeps an image that came in the form of a service; what is none ends the HTTP request. */
@ApplicationScoped
public class KeepImage {
    private final TakeUpload uploads;

    KeepImage(TakeUpload uploads) {
        this.uploads = uploads;
    }

    /** Under the name of its bytes, so that the same image sent twice is one. */
    public Uploaded keep(Tenant tenant, InputStream bytes) {
        return keep(tenant.id(), null, bytes);
    }

    /** Under a name that was promised before; null for that of its bytes. */
    Uploaded keep(int tenant, @Nullable String name, InputStream bytes) {
        return switch (taken(tenant, name, bytes)) {
            case TakeUpload.Outcome.Kept kept -> kept.upload();
            case TakeUpload.Outcome.NoImage none ->
                throw new ProblemException(Problem.of(
                        ProblemType.NOT_AN_IMAGE, "The first bytes are not those of a JPEG, PNG or WebP image."));
            case TakeUpload.Outcome.TooLarge large ->
                throw new ProblemException(Problem.of(
                        ProblemType.BODY_TOO_LARGE,
                        "An image has at most " + large.mostBytes() + " bytes; put larger ones behind an https URL."));
        };
    }

    private TakeUpload.Outcome taken(int tenant, @Nullable String name, InputStream bytes) {
        try {
            return uploads.take(tenant, name, bytes);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The body ended before its time."));
        }
    }
}
