package dev.reelay.api.ui.webhook;

import dev.reelay.api.ui.page.Pager;
import dev.reelay.webhook.Delivery;
import java.util.List;

/**
 * A page of what was delivered to a webhook.
 *
 * @param state by which it is filtered; empty for any
 */
public record DeliveryLog(List<Delivery> deliveries, String state, Pager pager) {
    public DeliveryLog {
        deliveries = List.copyOf(deliveries);
    }
}
