package dev.reelay.worker.provider;

import dev.reelay.catalog.Callback;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Expression;
import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.Call;
import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.catalog.Provider.CancelRule;
import dev.reelay.catalog.Provider.ErrorRule;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.error.ErrorClass;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A provider that needs everything a definition can say. */
final class ImaginaryProvider {
    static final Credential KEY = new Credential("secret-of-the-account");

    private static final Map<String, RemoteState> STATES = Map.of(
            "waiting", RemoteState.QUEUED,
            "working", RemoteState.RUNNING,
            "done", RemoteState.SUCCEEDED,
            "failed", RemoteState.FAILED,
            "cancelled", RemoteState.CANCELLED);

    private ImaginaryProvider() {}

    static Provider at(URI base) {
        return at(base, result(null));
    }

    /** Whose result has a state of its own, and the last word. */
    static Provider withStateInResult(URI base) {
        return at(base, result("body.status"));
    }

    /** Who tells everything in the answer to a poll. */
    static Provider withOneCall(URI base) {
        return at(base, new Provider.Result(null, false, null, Map.of(), expression("body.outputs"), null));
    }

    static Provider withoutCancel(URI base) {
        return copy(at(base), null, null);
    }

    static Provider callingBack(URI base) {
        Provider full = at(base);
        Callback fal =
                CatalogLoader.load(null, Map.of()).provider("fal").orElseThrow().callback();
        return copy(
                full,
                full.cancel(),
                new Callback(
                        "tell",
                        expression("body.id"),
                        Objects.requireNonNull(fal).signature(),
                        new Callback.SigningKey.Secret("")));
    }

    private static Provider copy(Provider full, Provider.@Nullable Cancel cancel, @Nullable Callback callback) {
        return new Provider(
                full.name(),
                full.title(),
                full.baseUrl(),
                full.keyVariable(),
                full.authentication(),
                full.variables(),
                full.submit(),
                full.poll(),
                full.result(),
                cancel,
                full.errors(),
                full.lifetimes(),
                full.recovery(),
                full.history(),
                callback,
                full.signals());
    }

    private static Provider at(URI base, Provider.Result result) {
        return new Provider(
                "imaginary",
                "Imaginary",
                base,
                "IMAGINARY_KEY",
                new Provider.Authentication("Authorization", "Key "),
                Map.of("app", expression("$join($split(model, \"/\")[[0..1]], \"/\")")),
                submit(),
                poll(),
                result,
                cancel(),
                errors(),
                new Provider.Lifetimes(Duration.ofDays(7), Duration.ofDays(7)),
                Provider.Recovery.NONE,
                null,
                null,
                new Provider.Signals(expression("body.balance"), expression("body.units")));
    }

    private static Provider.Submit submit() {
        return new Provider.Submit(
                new Call("POST", "/{model}"),
                Duration.ofSeconds(5),
                false,
                Map.of("X-Priority", "low"),
                "X-Begin-Within",
                expression("body.id"),
                expression("body.status_url"),
                expression("body.result_url"),
                expression("body.cancel_url"));
    }

    private static Provider.Poll poll() {
        return new Provider.Poll(
                new Call("GET", "/{app}/requests/{id}/status"),
                expression("body.status"),
                STATES,
                expression("body.position"),
                expression("body.progress"),
                new Provider.Pace(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofSeconds(1)));
    }

    private static Provider.Result result(@Nullable String state) {
        return new Provider.Result(
                new Call("GET", "/{app}/requests/{id}?cost=true"),
                true,
                state == null ? null : expression(state),
                STATES,
                expression("body.video.url"),
                expression("body.cost"));
    }

    private static Provider.Cancel cancel() {
        return new Provider.Cancel(
                new Call("PUT", "/{app}/requests/{id}/cancel"),
                List.of(
                        new CancelRule(expression("body.outcome = \"cancelled\""), CancelOutcome.CANCELLED),
                        new CancelRule(expression("http = 400"), CancelOutcome.TOO_LATE),
                        new CancelRule(expression("http = 404"), CancelOutcome.NOT_FOUND)));
    }

    private static List<ErrorRule> errors() {
        return List.of(
                error("body.code = \"policy\"", ErrorClass.MODERATED),
                error("body.code = \"busy\"", ErrorClass.UNAVAILABLE),
                error("body.code = \"cancelled\"", ErrorClass.CANCELLED),
                error("body.code = \"no_money\"", ErrorClass.OUT_OF_CREDIT),
                error("$exists(body.code)", ErrorClass.PROVIDER_FAILED),
                error("http = 422", ErrorClass.INVALID_INPUT),
                error("http >= 500", ErrorClass.UNAVAILABLE));
    }

    private static ErrorRule error(String when, ErrorClass errorClass) {
        return new ErrorRule(expression(when), errorClass, expression("body.message"), expression("body.code"));
    }

    private static Expression expression(String source) {
        return Expression.compile(Objects.requireNonNull(source));
    }
}
