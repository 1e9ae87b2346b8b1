package dev.reelay.api.facade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.request.Fields;
import dev.reelay.secret.Sealer;
import dev.reelay.tenant.Tenant;
import dev.reelay.upload.ImageFormat;
import dev.reelay.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Addresses to upload an image to before it is named in an input: who has one needs no key, and it works for a while. What it is
 * for stands in it, sealed, so that nothing is kept of those that are not used.
 */
@ApplicationScoped
public class Tickets {
    private static final String PURPOSE = "upload";
    private static final String ANY = "uploads";
    private static final String TYPE = "content_type";
    private static final String TYPES = "image/jpeg, image/png or image/webp";

    private final Sealer sealer;
    private final KeepImage images;
    private final FrontLinks links;
    private final FacadeConfig config;
    private final InstantSource clock;

    Tickets(Sealer sealer, KeepImage images, FrontLinks links, FacadeConfig config, InstantSource clock) {
        this.sealer = sealer;
        this.images = images;
        this.links = links;
        this.config = config;
        this.clock = clock;
    }

    /** Where to send the bytes, and what inputs name them by. */
    public record Ticket(String uploadUrl, String fileUrl) {}

    /**
     * One for an image.
     *
     * @param wanted what the client says of it, of which only its {@code content_type} counts
     */
    public Ticket issue(Front front, Tenant tenant, JsonNode wanted) {
        String name = UUID.randomUUID() + "." + format(wanted).ending();
        return new Ticket(
                links.to(front, "uploads/" + sealed(tenant.id() + " " + name + " " + seconds(ends()), PURPOSE)),
                links.to(front, Uploads.FILES + name));
    }

    /** A word by which its holder uploads for a while what he likes, and when that is over. */
    public record Pass(String word, Instant until) {}

    /** One for a tenant. */
    public Pass pass(Tenant tenant) {
        Instant until = ends();
        return new Pass(sealed(tenant.id() + " " + seconds(until), ANY), until);
    }

    private Instant ends() {
        return clock.instant().plus(config.uploadWithin());
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    private String sealed(String text, String purpose) {
        if (!sealer.isReady()) {
            throw new ProblemException(Problem.of(
                    ProblemType.NO_WEBHOOKS,
                    "Uploads by ticket are not set up on this installation (its operator sets reelay.secrets.key)."));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealer.seal(text.getBytes(StandardCharsets.UTF_8), purpose));
    }

    private static ImageFormat format(JsonNode wanted) {
        if (!wanted.isObject()) {
            throw refused("", "must be an object with a content_type");
        }
        Fields fields = new Fields(wanted);
        String type = fields.text(TYPE, TYPES);
        if (type == null) {
            throw refused("/" + TYPE, (fields.violations().isEmpty() ? "is missing: " : "must be a string: ") + TYPES);
        }
        return ImageFormat.named(type)
                .orElseThrow(() -> refused("/" + TYPE, "must be " + TYPES + "; put anything else behind an https URL"));
    }

    private static ProblemException refused(String pointer, String why) {
        return new ProblemException(Problem.of(
                ProblemType.INVALID_REQUEST, "No upload was begun.", List.of(Problem.Fault.at(pointer, why))));
    }

    /** Takes the bytes in for the one who was given the address. */
    public void take(String token, InputStream bytes) {
        List<String> words = opened(token, PURPOSE)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "This address to upload to is none, or its time is over; ask for another.")));
        images.keep(Integer.parseInt(words.getFirst()), words.get(1), bytes);
    }

    /** Takes an image in from the holder of a pass; answers what inputs name it by. */
    public String takeFor(Front front, String pass, InputStream bytes) {
        List<String> words = opened(pass, ANY)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.UNAUTHORIZED,
                        "This token to upload with is none, or its time is over; ask for another.")));
        String address =
                images.keep(Integer.parseInt(words.getFirst()), null, bytes).address();
        return links.to(front, Uploads.FILES + address.substring(address.lastIndexOf('/') + 1));
    }

    /** The words that were sealed, the last of which is the end of its time; empty when that is over. */
    private Optional<List<String>> opened(String token, String purpose) {
        try {
            return sealer.open(Base64.getUrlDecoder().decode(token), purpose)
                    .map(bytes -> List.of(new String(bytes, StandardCharsets.UTF_8).split(" ", -1)))
                    .filter(words -> Instant.ofEpochSecond(Long.parseLong(words.getLast()))
                            .isAfter(clock.instant()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
