package dev.reelay.api.facade;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.secret.Sealer;
import dev.reelay.tenant.Tenant;
import dev.reelay.upload.ImageFormat;
import dev.reelay.upload.TakeUpload;
import dev.reelay.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Addresses to upload an image to before it is named in an input: who has one needs no key, and it works for a while. What it is
 * for stands in it, sealed, so that nothing is kept of those that are not used.
 */
@ApplicationScoped
public class Tickets {
    private static final String PURPOSE = "upload";

    private final Sealer sealer;
    private final TakeUpload uploads;
    private final FrontLinks links;
    private final FacadeConfig config;
    private final InstantSource clock;

    Tickets(Sealer sealer, TakeUpload uploads, FrontLinks links, FacadeConfig config, InstantSource clock) {
        this.sealer = sealer;
        this.uploads = uploads;
        this.links = links;
        this.config = config;
        this.clock = clock;
    }

    /** Where to send the bytes, and what inputs name them by. */
    public record Ticket(String uploadUrl, String fileUrl) {}

    /**
     * One for an image.
     *
     * @param mediaType what it will be, by the client's word
     */
    public Ticket issue(Front front, Tenant tenant, @Nullable String mediaType) {
        if (!sealer.isReady()) {
            throw new ProblemException(Problem.of(
                    ProblemType.NO_WEBHOOKS,
                    "Uploads by ticket are not set up on this installation (its operator sets reelay.secrets.key)."));
        }
        String name = UUID.randomUUID() + "." + format(mediaType).ending();
        String until =
                String.valueOf(clock.instant().plus(config.uploadWithin()).getEpochSecond());
        byte[] sealed = sealer.seal((tenant.id() + " " + name + " " + until).getBytes(StandardCharsets.UTF_8), PURPOSE);
        return new Ticket(
                links.to(
                        front,
                        "uploads/" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)),
                links.to(front, Uploads.FILES + name));
    }

    private static ImageFormat format(@Nullable String mediaType) {
        return ImageFormat.named(mediaType == null ? "" : mediaType)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_AN_IMAGE,
                        "Reelay takes uploads of the types image/jpeg, image/png and image/webp; put anything else behind an"
                                + " https URL.")));
    }

    /** Takes the bytes in for the one who was given the address. */
    public void take(String token, InputStream bytes) {
        String[] words = opened(token)
                .map(text -> text.split(" ", -1))
                .filter(parts -> parts.length == 3)
                .filter(parts -> Instant.ofEpochSecond(Long.parseLong(parts[2])).isAfter(clock.instant()))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "This address to upload to is none, or its time is over; ask for another.")));
        switch (taken(Integer.parseInt(words[0]), words[1], bytes)) {
            case TakeUpload.Outcome.Kept kept -> {}
            case TakeUpload.Outcome.NoImage none ->
                throw new ProblemException(Problem.of(
                        ProblemType.NOT_AN_IMAGE, "The first bytes are not those of a JPEG, PNG or WebP image."));
            case TakeUpload.Outcome.TooLarge large ->
                throw new ProblemException(Problem.of(
                        ProblemType.BODY_TOO_LARGE,
                        "An image has at most " + large.mostBytes() + " bytes; put larger ones behind an https URL."));
        }
    }

    private TakeUpload.Outcome taken(int tenant, String name, InputStream bytes) {
        try {
            return uploads.take(tenant, name, bytes);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The body ended before its time."));
        }
    }

    private Optional<String> opened(String token) {
        try {
            return sealer.open(Base64.getUrlDecoder().decode(token), PURPOSE)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
