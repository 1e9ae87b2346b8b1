package dev.reelay.request;

import dev.reelay.outside.AddressGuard;
import dev.reelay.outside.Checked;
import dev.reelay.outside.PublicUrl;
import dev.reelay.secret.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads the field {@code webhook_url}: where the one who asks is told of what becomes of it. */
@ApplicationScoped
public class ReadWebhookUrl {
    private static final String FIELD = "webhook_url";

    private final AddressGuard guard;
    private final Sealer sealer;

    ReadWebhookUrl(AddressGuard guard, Sealer sealer) {
        this.guard = guard;
        this.sealer = sealer;
    }

    /** In one spelling; null where there is none, or what is wrong with it was noted in the fields. */
    public @Nullable String read(Fields fields) {
        String given = fields.text(FIELD, "an https URL");
        if (given == null) {
            return null;
        }
        if (!sealer.isReady()) {
            fields.refuse(
                    FIELD,
                    "cannot be told: webhooks are not set up on this installation (its operator sets reelay.secrets.key)");
            return null;
        }
        return switch (PublicUrl.check(given, guard)) {
            case Checked.Fine fine -> fine.url().toString();
            case Checked.Wrong wrong -> {
                fields.refuse(FIELD, wrong.message());
                yield null;
            }
        };
    }
}
