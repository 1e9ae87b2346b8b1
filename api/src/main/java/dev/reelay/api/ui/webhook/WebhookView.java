package dev.reelay.api.ui.webhook;

import dev.reelay.api.ui.page.Badge;
import dev.reelay.webhook.Endpoint;
import java.util.List;

/** A webhook as a page shows it. */
public record WebhookView(Endpoint endpoint) {
    /** How it is. */
    public Badge badge() {
        Endpoint.Disabled disabled = endpoint.disabled();
        if (disabled != null) {
            return switch (disabled.reason()) {
                case "owner" -> new Badge("calm", "switched off");
                case "gone" -> new Badge("bad", "off: it answered 410");
                default -> new Badge("bad", "off: it failed too long");
            };
        }
        return endpoint.failingSince() == null ? new Badge("ok", "enabled") : new Badge("warn", "failing");
    }

    /** Its address, or what stands for the addresses of requests. */
    public String title() {
        return endpoint.url() == null
                ? "The webhook_url of requests"
                : endpoint.url().toString();
    }

    /** Whether it has an address of its own, which alone can be changed and tested. */
    public boolean isOwn() {
        return endpoint.url() != null;
    }

    /** By what its deliveries can be filtered; the empty one shows all. */
    public List<String> filters() {
        return List.of("", "pending", "delivered", "failed");
    }

    /** Whether events go there. */
    public boolean isEnabled() {
        return endpoint.disabled() == null;
    }
}
