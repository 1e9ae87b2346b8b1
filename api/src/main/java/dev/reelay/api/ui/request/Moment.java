package dev.reelay.api.ui.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.ui.page.Format;
import dev.reelay.event.Event;
import dev.reelay.event.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One point of a timeline, in words.
 *
 * @param look as of a badge
 * @param more what else is known: reasons, provider's words, money
 */
public record Moment(Instant at, String look, String title, String more) {
    static Moment of(Event event) {
        JsonNode data = event.data();
        String provider = data.path("provider").asText("a provider");
        return switch (event.type()) {
            case EventType.GENERATION_ACCEPTED -> at(event, "calm", "Accepted, to be rendered by " + provider);
            case EventType.ATTEMPT_STARTED ->
                at(event, "go", "Attempt " + data.path("attempt").asInt() + " goes to " + provider);
            case EventType.ATTEMPT_ACCEPTED -> at(event, "go", provider + " has it");
            case EventType.ATTEMPT_IN_PROGRESS -> at(event, "go", provider + " renders");
            case EventType.ATTEMPT_REFUSED -> at(event, "bad", provider + " refused it; nothing is owed");
            case EventType.ATTEMPT_NOT_SENT -> at(event, "warn", "It did not reach " + provider + "; nothing is owed");
            case EventType.ATTEMPT_UNKNOWN -> at(event, "warn", "Nobody can know whether " + provider + " has it");
            case EventType.ATTEMPT_SETTLED -> at(event, "calm", "A person settled the unknown attempt");
            case EventType.ATTEMPT_FAILED -> at(event, "bad", "It failed at " + provider);
            case EventType.ATTEMPT_CANCELLED -> at(event, "calm", provider + " has stopped");
            case EventType.ATTEMPT_RECOVERED ->
                at(event, "ok", "A video that was paid for turned up late, and is kept");
            case EventType.GENERATION_REQUEUED -> at(event, "calm", "Back in the queue");
            case EventType.GENERATION_REROUTED -> at(event, "calm", "On to " + provider);
            case EventType.GENERATION_HELD -> at(event, "warn", "Held: a budget has no room");
            case EventType.GENERATION_RELEASED -> at(event, "calm", "Released: there is room again");
            case EventType.GENERATION_CANCEL_REQUESTED -> at(event, "warn", "You asked it to stop");
            case EventType.GENERATION_STORING -> at(event, "go", "Rendered; the bytes go into your bucket");
            case EventType.GENERATION_COMPLETED -> at(event, "ok", "Completed: the video is in your bucket");
            case EventType.GENERATION_FAILED -> at(event, "bad", "Failed");
            case EventType.GENERATION_CANCELLED -> at(event, "calm", "Cancelled");
            default -> at(event, "calm", Format.words(event.type()));
        };
    }

    private static Moment at(Event event, String look, String title) {
        return new Moment(event.at(), look, title, more(event.data()));
    }

    private static String more(JsonNode data) {
        List<String> parts = new ArrayList<>();
        JsonNode error = data.path("error");
        add(
                parts,
                Format.words(error.path("class").asText()),
                error.path("message").asText());
        if (!error.isObject()) {
            add(
                    parts,
                    Format.words(data.path("reason").asText()),
                    data.path("message").asText());
        }
        add(parts, "waits for", Format.words(data.at("/waiting/reason").asText()));
        add(parts, "outcome", data.path("outcome").asText());
        JsonNode charge = data.path("charge");
        if (charge.path("amount").isNumber()) {
            parts.add("charged " + money(charge.path("amount"), charge));
        }
        if (charge.path("at_risk").isNumber()
                && charge.path("at_risk").decimalValue().signum() > 0) {
            parts.add("at risk " + money(charge.path("at_risk"), charge));
        }
        JsonNode estimate = data.path("estimate");
        if (estimate.path("amount").isNumber()) {
            parts.add("estimated at " + money(estimate.path("amount"), estimate));
        }
        return String.join(" · ", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name.isEmpty() ? value : name + ": " + value);
        } else if (!name.isEmpty() && !name.equals("waits for") && !name.equals("outcome")) {
            parts.add(name);
        }
    }

    private static String money(JsonNode amount, JsonNode of) {
        BigDecimal value = amount.decimalValue();
        return Format.money(value) + " " + of.path("currency").asText();
    }
}
