package dev.reelay.catalog;

import dev.reelay.catalog.Provider.Authentication;
import dev.reelay.catalog.Provider.Call;
import dev.reelay.catalog.Provider.Cancel;
import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.catalog.Provider.CancelRule;
import dev.reelay.catalog.Provider.Lifetimes;
import dev.reelay.catalog.Provider.Pace;
import dev.reelay.catalog.Provider.Poll;
import dev.reelay.catalog.Provider.Recovery;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.catalog.Provider.Result;
import dev.reelay.catalog.Provider.Signals;
import dev.reelay.catalog.Provider.Submit;
import dev.reelay.catalog.definition.Section;
import dev.reelay.catalog.definition.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One provider's definition, read from its file. */
final class ProviderReader {
    private static final Map<String, RemoteState> STATES = words(RemoteState.values());
    private static final Map<String, CancelOutcome> OUTCOMES = words(CancelOutcome.values());
    private static final Map<String, Recovery> RECOVERIES = words(Recovery.values());

    private final Section file;
    private final Map<String, Expression> variables;

    private ProviderReader(Section file) {
        this.file = file;
        this.variables = variables(file);
    }

    static Provider read(Section file) {
        return new ProviderReader(file).provider();
    }

    private Provider provider() {
        Section lifetimes = file.section("lifetimes");
        Submit submit = submit(file.section("submit"));
        Recovery recovery = Values.choice(file, "recovery", RECOVERIES, Recovery.NONE);
        Provider provider = new Provider(
                file.text("provider"),
                file.text("title"),
                Values.base(file, "base_url"),
                file.text("key_variable"),
                authentication(file.section("authentication")),
                variables,
                submit,
                submit.blocking() ? nothingToAsk() : poll(file.section("poll")),
                result(file.optionalSection("result")),
                cancel(file.optionalSection("cancel")),
                ErrorRules.read(file),
                new Lifetimes(Values.duration(lifetimes, "record"), Values.duration(lifetimes, "result")),
                recovery,
                HistoryReader.read(file, recovery, variables.keySet()),
                CallbackReader.read(file, recovery),
                signals(file.optionalSection("signals")));
        lifetimes.end();
        file.end();
        return provider;
    }

    private static Authentication authentication(Section section) {
        Authentication authentication = new Authentication(section.text("header"), section.text("prefix", ""));
        section.end();
        return authentication;
    }

    private static Map<String, Expression> variables(Section file) {
        Map<String, Expression> variables = new LinkedHashMap<>();
        Section section = file.optionalSection("variables");
        if (section != null) {
            section.names()
                    .forEach(name -> variables.put(name, ExpressionValue.required(section, name, Answers.MODELS)));
        }
        return variables;
    }

    /** What blocks until the result is there gives no id before, so that nothing else can be asked. */
    private @Nullable Poll nothingToAsk() {
        for (String key : List.of("poll", "cancel", "recovery", "callback")) {
            if (file.has(key) && !(key.equals("recovery") && file.text(key).equals("none"))) {
                file.problems()
                        .add(
                                file.placeOf(key),
                                "`" + key
                                        + "` must be left out where `submit` is `blocking`: its answer is the result, "
                                        + "and before it there is nothing to ask for");
            }
        }
        return null;
    }

    private Submit submit(Section section) {
        boolean blocking = section.flag("blocking", false);
        Submit submit = new Submit(
                Objects.requireNonNull(call(section, true, false)),
                Values.duration(section, "timeout"),
                blocking,
                section.texts("headers"),
                section.has("begin_within") ? section.text("begin_within") : null,
                blocking
                        ? ExpressionValue.optional(section, "id", Answers.TRIALS)
                        : ExpressionValue.required(section, "id", Answers.TRIALS),
                ExpressionValue.optional(section, "status_url", Answers.TRIALS),
                ExpressionValue.optional(section, "result_url", Answers.TRIALS),
                ExpressionValue.optional(section, "cancel_url", Answers.TRIALS));
        section.end();
        return submit;
    }

    private Poll poll(Section section) {
        Section pace = section.section("pace");
        Poll poll = new Poll(
                Objects.requireNonNull(call(section, true, true)),
                ExpressionValue.required(section, "state", Answers.TRIALS),
                states(section.section("states")),
                ExpressionValue.optional(section, "queue_position", Answers.TRIALS),
                ExpressionValue.optional(section, "progress", Answers.TRIALS),
                new Pace(
                        Values.duration(pace, "first"),
                        Values.duration(pace, "every"),
                        Values.duration(pace, "longest"),
                        pace.has("least") ? Values.duration(pace, "least") : Values.duration(pace, "every")));
        pace.end();
        section.end();
        return poll;
    }

    private @Nullable Result result(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        Result result = new Result(
                call(section, false, true),
                section.flag("on_failure", false),
                ExpressionValue.optional(section, "state", Answers.TRIALS),
                section.has("states") ? states(section.section("states")) : Map.of(),
                ExpressionValue.required(section, "outputs", Answers.TRIALS),
                ExpressionValue.optional(section, "cost", Answers.TRIALS));
        section.end();
        return result;
    }

    private static @Nullable Signals signals(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        Signals signals = new Signals(
                ExpressionValue.optional(section, "remaining_credits", Answers.TRIALS),
                ExpressionValue.optional(section, "billable_units", Answers.TRIALS));
        section.end();
        return signals;
    }

    private @Nullable Cancel cancel(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        Cancel cancel = new Cancel(
                Objects.requireNonNull(call(section, true, true)),
                section.sections("outcomes").stream()
                        .map(ProviderReader::outcome)
                        .toList());
        section.end();
        return cancel;
    }

    private static CancelRule outcome(Section section) {
        CancelRule rule = new CancelRule(
                ExpressionValue.required(section, "when", Answers.TRIALS),
                Values.choice(section, "outcome", OUTCOMES, CancelOutcome.REQUESTED));
        section.end();
        return rule;
    }

    private static Map<String, RemoteState> states(Section section) {
        Map<String, RemoteState> states = new HashMap<>();
        section.names().forEach(word -> states.put(word, Values.choice(section, word, STATES, RemoteState.RUNNING)));
        return states;
    }

    private @Nullable Call call(Section section, boolean needed, boolean withId) {
        return needed || section.has("call") ? CallValue.read(section, variables.keySet(), withId) : null;
    }

    private static <T extends Enum<T>> Map<String, T> words(T[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), value -> value));
    }

    /** Answers as a provider may give them at worst: no expression may fail on one. */
    static final class Answers {
        static final List<Map<String, Object>> MODELS =
                List.of(Map.of("model", "one"), Map.of("model", "owner/name/variant"));

        static final List<Map<String, ?>> TRIALS = Arrays.asList(
                answer(200, Map.of()),
                answer(200, List.of()),
                answer(404, "<html>not found</html>"),
                answer(502, null));

        private Answers() {}

        private static Map<String, ?> answer(int http, @Nullable Object body) {
            Map<String, @Nullable Object> answer = new HashMap<>(Map.of("http", http, "headers", Map.of()));
            answer.put("body", body);
            return answer;
        }
    }
}
