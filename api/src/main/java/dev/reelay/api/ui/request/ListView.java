package dev.reelay.api.ui.request;

import dev.reelay.api.ui.page.Badge;
import dev.reelay.api.ui.page.Format;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.Glimpse;
import dev.reelay.generation.Waiting;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list.
 *
 * @param query the filters, as an address carries them; empty without any
 * @param next the address of the next page; null when there is none
 * @param first whether it is the newest page, which renews itself
 */
public record ListView(
        List<Row> rows,
        Map<String, String> given,
        String query,
        @Nullable String next,
        boolean first) {
    static final String TENANT = "tenant";

    public ListView {
        rows = List.copyOf(rows);
        given = Map.copyOf(given);
    }

    /** What was chosen for a filter; empty for any. */
    public String chosen(String filter) {
        return given.getOrDefault(filter, "");
    }

    /** Whether anything was filtered. */
    public boolean isFiltered() {
        return !given.isEmpty();
    }

    /** Whether an admin asked for a tenant by its name, or for all of them. */
    public boolean isOfOthers() {
        return given.containsKey(TENANT);
    }

    /** Whether some of these requests have a page that is not the caller's to open. */
    public boolean hasClosed() {
        return rows.stream().anyMatch(row -> !row.mine());
    }

    /** Where the page is told that something in it may have changed. */
    public String live() {
        return "/ui/live"
                + (isOfOthers() ? "?tenant=" + URLEncoder.encode(chosen(TENANT), StandardCharsets.UTF_8) : "");
    }

    /**
     * One request.
     *
     * @param tenant whose it is; empty where the list has only the caller's
     * @param mine whether it is of the caller's tenant, which alone can open its page
     */
    public record Row(Generation request, String title, Glimpse glimpse, String tenant, boolean mine) {
        /** Its state in a word. */
        public Badge badge() {
            return Badge.of(request, glimpse.waiting());
        }

        /** Why it is not finished, as its page says it; empty where the badge has said so, and when it has ended. */
        public String why() {
            return switch (glimpse.waiting()) {
                case null -> "";
                case HELD, QUARANTINE -> "waits for a person";
                case BUDGET -> "";
                case Waiting.Reason reason -> Format.words(reason.name().toLowerCase(Locale.ROOT));
            };
        }

        /** The first words of what was asked for; those of another tenant are its own. */
        public String prompt() {
            return mine ? glimpse.prompt() : "";
        }

        /** What it cost so far, or about what it will; empty where neither is known. */
        public String cost() {
            if (glimpse.charge() != null) {
                return money(glimpse.charge(), glimpse.currency());
            }
            BigDecimal price = request.route().price();
            return price == null || request.state().ended()
                    ? ""
                    : "about " + money(price, request.route().currency());
        }

        private static String money(BigDecimal amount, @Nullable String currency) {
            return Format.money(amount) + (currency == null ? "" : " " + currency);
        }

        /** Whether there is a video to play. */
        public boolean hasVideo() {
            return mine && request.state() == GenerationState.COMPLETED;
        }
    }
}
