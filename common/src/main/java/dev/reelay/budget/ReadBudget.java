package dev.reelay.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Fields;
import dev.reelay.request.Keepable;
import dev.reelay.request.Suggest;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an owner says of a budget, whole or in part. */
@ApplicationScoped
public class ReadBudget {
    private static final Set<String> CHANGEABLE = Set.of("name", "amount", "when_spent");
    private static final Set<String> FIELDS =
            Set.of("name", "api_key_id", "batch_id", "provider", "period", "amount", "currency", "when_spent");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DECIMALS = 6;
    private static final BigDecimal MOST = new BigDecimal("1000000000");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Catalog catalog;

    ReadBudget(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What came of reading. */
    public sealed interface Result<T> {
        /** It can be done, as far as the words go. */
        record Fine<T>(T draft) implements Result<T> {}

        /** Everything that is wrong with it. */
        record Wrong<T>(List<Violation> violations) implements Result<T> {}
    }

    /** A new budget. */
    public Result<BudgetDraft.Whole> whole(JsonNode body) {
        return read(body, FIELDS, fields -> {
            String name = needed(fields, "name", name(fields), "what you call it");
            BigDecimal amount = needed(fields, "amount", amount(fields), "how much may be spent, such as 25.00");
            Budget.Period period = needed(fields, "period", period(fields), "day, month or total");
            Budget.WhenSpent whenSpent = needed(fields, "when_spent", whenSpent(fields), "refuse or hold");
            Budget.Scope scope = new Budget.Scope(id(fields, "api_key_id"), id(fields, "batch_id"), provider(fields));
            String currency = currency(fields);
            return name == null || amount == null || period == null || whenSpent == null
                    ? null
                    : new BudgetDraft.Whole(name, scope, new Budget.Limit(amount, currency, period, whenSpent));
        });
    }

    /** A change of one. */
    public Result<BudgetDraft> change(JsonNode body) {
        return read(body, CHANGEABLE, fields -> new BudgetDraft(name(fields), amount(fields), whenSpent(fields)));
    }

    private static <T> Result<T> read(JsonNode body, Set<String> known, Function<Fields, @Nullable T> reader) {
        if (!body.isObject()) {
            return new Result.Wrong<>(List.of(new Violation("", "must be an object")));
        }
        Fields fields = new Fields(body);
        fields.onlyKnown(known);
        T draft = reader.apply(fields);
        List<Violation> violations = new ArrayList<>(fields.violations());
        violations.addAll(Keepable.violations(body));
        return draft == null || !violations.isEmpty() ? new Result.Wrong<>(violations) : new Result.Fine<>(draft);
    }

    private static <T> @Nullable T needed(Fields fields, String field, @Nullable T value, String what) {
        if (value == null && fields.present(field) == null) {
            fields.refuse(field, "is missing: " + what);
        }
        return value;
    }

    private static @Nullable String name(Fields fields) {
        String given = fields.text("name", "what you call it");
        if (given != null && (given.isBlank() || given.length() > LONGEST_NAME)) {
            fields.refuse("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return given;
    }

    private static @Nullable BigDecimal amount(Fields fields) {
        JsonNode given = fields.present("amount");
        if (given == null) {
            return null;
        }
        BigDecimal amount = given.isNumber() && Double.isFinite(given.doubleValue())
                ? given.decimalValue()
                : BigDecimal.ONE.negate();
        if (amount.signum() < 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > MOST_DECIMALS) {
            fields.refuse(
                    "amount", "must be a number from 0 to " + MOST + " with at most " + MOST_DECIMALS + " decimals");
        }
        return amount;
    }

    private static Budget.@Nullable Period period(Fields fields) {
        return choice(fields, "period", Budget.Period::of, "day, month, total");
    }

    private static Budget.@Nullable WhenSpent whenSpent(Fields fields) {
        return choice(fields, "when_spent", Budget.WhenSpent::of, "refuse, hold");
    }

    private static <T> @Nullable T choice(Fields fields, String field, Function<String, Optional<T>> of, String words) {
        String given = fields.text(field, "one of " + words);
        Optional<T> value = given == null ? Optional.empty() : of.apply(given);
        if (given != null && value.isEmpty()) {
            fields.refuse(field, "must be one of " + words);
        }
        return value.orElse(null);
    }

    private static String currency(Fields fields) {
        String given = fields.text("currency", "three capital letters, such as USD");
        if (given != null && !CURRENCY.matcher(given).matches()) {
            fields.refuse("currency", "must be three capital letters, such as USD");
        }
        return given == null ? "USD" : given;
    }

    private static @Nullable UUID id(Fields fields, String field) {
        String given = fields.text(field, "an id");
        if (given == null) {
            return null;
        }
        if (!ID.matcher(given).matches()) {
            fields.refuse(field, "must be an id, such as 01a1fc60-1f00-7000-8aa0-0d1f5e6a7b8c");
            return null;
        }
        return UUID.fromString(given);
    }

    private @Nullable String provider(Fields fields) {
        String given = fields.text("provider", "the name of a provider");
        List<String> known = catalog.providers().stream().map(Provider::name).toList();
        if (given != null && !known.contains(given)) {
            fields.refuse(
                    "provider",
                    "no provider has the name " + Suggest.quoted(given) + "; there are " + String.join(", ", known));
        }
        return given;
    }
}
