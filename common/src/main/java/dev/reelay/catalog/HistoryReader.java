package dev.reelay.catalog;

import dev.reelay.catalog.Provider.Recovery;
import dev.reelay.catalog.definition.Section;
import dev.reelay.catalog.definition.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a provider's definition that tells how a submit without an answer is found again. */
final class HistoryReader {
    private static final String EXAMPLE_TIME = "2026-08-31T12:00:00Z";
    private static final List<Map<String, Object>> SEARCHES = List.of(
            Map.of("page", 1, "size", 100, "model", "owner/name", "after", EXAMPLE_TIME, "before", EXAMPLE_TIME));

    /** Items as a list may hold them at worst. */
    private static final List<?> ITEMS = Arrays.asList(Map.of(), List.of(), "an item", null);

    private HistoryReader() {}

    /** Null exactly where the recovery is another. */
    static @Nullable History read(Section file, Recovery recovery, Set<String> variables) {
        if (recovery != Recovery.HISTORY) {
            if (file.has("history")) {
                file.problems()
                        .add(
                                file.placeOf("history"),
                                "`history` is described, and `recovery` does not say `history`: say so, or leave it out");
            }
            return null;
        }
        Section section = file.section("history");
        History history = new History(
                CallValue.read(section, variables, false),
                ExpressionValue.optional(section, "body", SEARCHES),
                section.scalar(
                        "page_size",
                        "how many items a full page has, such as 100",
                        100,
                        scalar -> scalar.value() instanceof Integer size && size > 0
                                ? Optional.of(size)
                                : Optional.empty()),
                ExpressionValue.required(section, "items", ProviderReader.Answers.TRIALS),
                item(section.section("item")),
                window(section.section("window")),
                looks(section.section("looks")));
        section.end();
        return history;
    }

    private static History.Item item(Section section) {
        History.Item item = new History.Item(
                ExpressionValue.required(section, "id", ITEMS),
                ExpressionValue.required(section, "created_at", ITEMS),
                ExpressionValue.optional(section, "model", ITEMS),
                ExpressionValue.required(section, "input", ITEMS),
                ExpressionValue.optional(section, "status_url", ITEMS),
                ExpressionValue.optional(section, "result_url", ITEMS),
                ExpressionValue.optional(section, "cancel_url", ITEMS));
        section.end();
        return item;
    }

    private static History.Window window(Section section) {
        History.Window window =
                new History.Window(Values.duration(section, "before"), Values.duration(section, "after"));
        section.end();
        return window;
    }

    private static History.Looks looks(Section section) {
        History.Looks looks = new History.Looks(
                Values.duration(section, "first"),
                Values.duration(section, "every"),
                Values.duration(section, "longest"));
        if (section.has("every") && looks.every().isZero()) {
            section.problems()
                    .add(section.placeOf("every"), "`every` must be more than 0s: nobody is asked without end");
        }
        section.end();
        return looks;
    }
}
