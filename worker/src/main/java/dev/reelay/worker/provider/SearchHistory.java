package dev.reelay.worker.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Documents;
import dev.reelay.catalog.Expression;
import dev.reelay.catalog.ExpressionException;
import dev.reelay.catalog.History;
import dev.reelay.catalog.Provider;
import dev.reelay.worker.provider.Wire.Reply;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a provider's list for a request that may be ours: of the same model, made at the time, and of the very input
 * that was sent. An item that does not tell one of these is none.
 */
final class SearchHistory {
    /** A longer list is not one of a few minutes. */
    private static final int MOST_PAGES = 20;

    private final Wire wire;
    private final ObjectMapper json;

    SearchHistory(Wire wire, ObjectMapper json) {
        this.wire = wire;
        this.json = json;
    }

    HistoryOutcome search(Provider provider, History history, Credential key, Sought sought) {
        Looking looking = new Looking(provider, history, key, sought);
        for (int page = 1; page <= MOST_PAGES; page++) {
            switch (looking.page(page)) {
                case Page.Broken(String reason) -> {
                    return new HistoryOutcome.NotRead(reason);
                }
                case Page.Items(List<?> items) -> {
                    items.forEach(looking::compare);
                    if (items.size() < history.pageSize()) {
                        return new HistoryOutcome.Read(List.copyOf(looking.matches), looking.untold);
                    }
                }
            }
        }
        return new HistoryOutcome.NotRead("it does not end within " + MOST_PAGES + " pages");
    }

    private sealed interface Page {
        record Items(List<?> items) implements Page {}

        record Broken(String reason) implements Page {}
    }

    private final class Looking {
        private final Provider provider;
        private final History history;
        private final Credential key;
        private final Sought sought;
        private final Instant from;
        private final Instant to;
        private final List<RemoteRequest> matches = new ArrayList<>();
        private int untold;

        Looking(Provider provider, History history, Credential key, Sought sought) {
            this.provider = provider;
            this.history = history;
            this.key = key;
            this.sought = sought;
            this.from = sought.from().minus(history.window().before()).truncatedTo(ChronoUnit.SECONDS);
            this.to = sought.to().plus(history.window().after()).truncatedTo(ChronoUnit.SECONDS);
        }

        Page page(int number) {
            URI url;
            byte[] body;
            try {
                url = Addresses.below(provider, history.call(), sought.model());
                body = body(number);
            } catch (ExpressionException | IllegalStateException e) {
                return new Page.Broken("its definition does not fit: " + e.getMessage());
            }
            return switch (wire.ask(provider, history.call().method(), url, key, body)) {
                case Reply.Nothing nothing -> new Page.Broken(nothing.reason());
                case Reply.Told(Answer answer) when !answer.success() -> new Page.Broken("HTTP " + answer.status());
                case Reply.Told(Answer answer) ->
                    answer.list(history.items())
                            .<Page>map(Page.Items::new)
                            .orElseGet(() -> new Page.Broken("an answer without a list"));
            };
        }

        private byte[] body(int page) {
            if (history.body() == null) {
                return new byte[0];
            }
            Object body = history.body()
                    .evaluate(Map.of(
                            "page",
                            page,
                            "size",
                            history.pageSize(),
                            "model",
                            sought.model(),
                            "after",
                            from.toString(),
                            "before",
                            to.toString()));
            try {
                return json.writeValueAsBytes(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what an expression answers is always writable", e);
            }
        }

        void compare(@Nullable Object item) {
            History.Item reads = history.item();
            String id = text(reads.id(), item);
            boolean ofModel = reads.model() == null || sought.model().equals(text(reads.model(), item));
            Instant made = time(text(reads.createdAt(), item));
            if (!Addresses.canBeId(id) || !ofModel || made == null || made.isBefore(from) || made.isAfter(to)) {
                return;
            }
            JsonNode input = Documents.tree(value(reads.input(), item));
            if (!input.isObject()) {
                untold++;
            } else if (SameInput.same(sought.body(), input)) {
                matches.add(found(String.valueOf(id), item));
            }
        }

        private RemoteRequest found(String id, @Nullable Object item) {
            History.Item reads = history.item();
            RemoteRequest.Links links = new RemoteRequest.Links(
                    text(reads.statusUrl(), item), text(reads.resultUrl(), item), text(reads.cancelUrl(), item));
            return RemoteRequest.frozen(provider, sought.model(), id, key, links);
        }

        private static @Nullable Instant time(@Nullable String text) {
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static @Nullable String text(@Nullable Expression expression, @Nullable Object item) {
            return value(expression, item) instanceof String text && !text.isBlank() ? text : null;
        }

        private static @Nullable Object value(@Nullable Expression expression, @Nullable Object item) {
            try {
                return expression == null ? null : expression.evaluate(item);
            } catch (ExpressionException e) {
                return null;
            }
        }
    }
}
