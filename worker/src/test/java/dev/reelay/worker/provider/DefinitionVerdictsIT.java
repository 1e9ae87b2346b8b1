package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.error.ErrorClass;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.worker.outside.StreamLimits;
import dev.reelay.worker.outside.StreamedAnswer;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bundled definition under every fault of a poll: no verdict but the provider's own, and the right one. */
class DefinitionVerdictsIT {
    private final SimulatedProviders providers = new SimulatedProviders();

    @AfterEach
    void stop() {
        providers.close();
    }

    static List<String> names() {
        return SimulatedProviders.NAMES;
    }

    static Stream<Arguments> statusFaults() {
        return SimulatedProviders.faults(Moment.STATUS);
    }

    static Stream<Arguments> resultFaults() {
        return SimulatedProviders.faults(Moment.RESULT);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRequestGoesFromTheSubmitToItsBytes(String name) throws Exception {
        SimulatedProviders.Bought bought = providers.buy(name, "a boat");
        assertThat(bought.poll()).isInstanceOf(PollOutcome.Running.class);
        PollOutcome end = bought.finish().poll();
        assertThat(end).isInstanceOf(PollOutcome.Succeeded.class);
        String link = ((PollOutcome.Succeeded) end).outputs().getFirst();
        assertThat(sha256(link))
                .isEqualTo(providers.simulator().sha256(bought.accepted().id()));
        assertThat(providers.simulator().bill().totals().downloads().credentialsLeaked())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("statusFaults")
    void aFaultOfThePollIsNoVerdict(String name, Fault fault) {
        SimulatedProviders.Bought bought = providers.buy(name, SimulatedProviders.fault(fault.word()));
        assertThat(bought.poll()).isInstanceOfAny(PollOutcome.NoVerdict.class, PollOutcome.Running.class);
        assertThat(bought.poll()).isInstanceOf(PollOutcome.Running.class);
        PollOutcome end = bought.finish().poll();
        if (fault == Fault.STATUS_UNKNOWN_STATE) {
            assertThat(end)
                    .isInstanceOfSatisfying(
                            PollOutcome.Running.class,
                            running -> assertThat(running.strangeWord()).isNotNull());
        } else {
            assertThat(end).isInstanceOf(PollOutcome.Succeeded.class);
        }
    }

    @ParameterizedTest
    @MethodSource("resultFaults")
    void aFaultOfTheResultIsNoFailureWhileThereIsAResult(String name, Fault fault) {
        SimulatedProviders.Bought bought =
                providers.buy(name, SimulatedProviders.fault(fault.word())).finish();
        PollOutcome first = bought.poll();
        switch (fault) {
            case RESULT_NO_OUTPUT, RESULT_NULL_OUTPUT -> assertThat(first).isInstanceOf(PollOutcome.Failed.class);
            case RESULT_OUTPUT_TEXT, RESULT_OUTPUT_ARRAY, RESULT_OUTPUT_LIST ->
                assertThat(first).isInstanceOfAny(PollOutcome.Succeeded.class, PollOutcome.Failed.class);
            default -> {
                assertThat(first)
                        .isInstanceOfAny(
                                PollOutcome.NoVerdict.class, PollOutcome.Running.class, PollOutcome.Succeeded.class);
                assertThat(bought.poll()).isInstanceOf(PollOutcome.Succeeded.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "generation-fails,            false",
        "generation-server-fails,     false",
        "generation-times-out,        false",
        "generation-moderated-prompt, true",
        "generation-moderated-image,  true",
        "generation-image-unreadable, false"
    })
    void aFailedJobIsFailedForItsReasonAlsoWhenTheResultIsHardToGet(String fault, boolean moderated) {
        for (String name : SimulatedProviders.NAMES) {
            for (String beside :
                    List.of("a boat", "[[fault:result-500]]", "[[fault:result-502]]", "[[fault:result-404]]")) {
                SimulatedProviders.Bought bought = providers
                        .buy(name, SimulatedProviders.fault(fault), beside)
                        .finish();
                PollOutcome end = bought.poll();
                end = end instanceof PollOutcome.NoVerdict ? bought.poll() : end;
                assertThat(end)
                        .as(name + " " + beside)
                        .isInstanceOfSatisfying(
                                PollOutcome.Failed.class,
                                failed -> assertThat(failed.failure().errorClass() == ErrorClass.MODERATED)
                                        .as(failed.failure().toString())
                                        .isEqualTo(moderated));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generation-fails",
                "generation-server-fails",
                "generation-times-out",
                "generation-moderated-prompt",
                "generation-moderated-output"
            })
    void aFailureThatTheStatusHidesIsNoSuccess(String fault) {
        for (String name : SimulatedProviders.NAMES) {
            SimulatedProviders.Bought bought = providers.buy(
                    name, SimulatedProviders.fault(fault), SimulatedProviders.fault("status-hides-failure"));
            assertThat(bought.finish().poll())
                    .as(name)
                    .isInstanceOfAny(PollOutcome.Failed.class, PollOutcome.NoVerdict.class);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aQueuedRequestCanBeCancelledWhereTheProviderCan(String name) {
        providers.simulator().change(settings -> settings.with(Setting.QUEUE_TIME, "hold"));
        SimulatedProviders.Bought bought = providers.buy(name, "a boat");
        assertThat(bought.poll())
                .isInstanceOfSatisfying(
                        PollOutcome.Running.class,
                        running -> assertThat(running.state()).isEqualTo(Provider.RemoteState.QUEUED));
        CancelResult told = bought.cancel();
        if (told.equals(new CancelResult.NotOffered())) {
            assertThat(bought.poll()).isInstanceOf(PollOutcome.Running.class);
        } else {
            assertThat(told)
                    .isIn(
                            new CancelResult.Told(CancelOutcome.CANCELLED),
                            new CancelResult.Told(CancelOutcome.REQUESTED));
            assertThat(bought.poll()).isEqualTo(new PollOutcome.Cancelled(Bill.UNTOLD));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFinishedRequestCannotBeCancelled(String name) {
        SimulatedProviders.Bought bought = providers.buy(name, "a boat").finish();
        assertThat(bought.cancel()).isIn(new CancelResult.Told(CancelOutcome.TOO_LATE), new CancelResult.NotOffered());
        assertThat(bought.poll()).isInstanceOf(PollOutcome.Succeeded.class);
    }

    private String sha256(String link) throws IOException, NoSuchAlgorithmException {
        StreamLimits limits = new StreamLimits(Duration.ofSeconds(10), Duration.ofSeconds(30));
        try (StreamedAnswer answer = providers.http().openStream(URI.create(link), Map.of(), limits)) {
            assertThat(answer.status()).isEqualTo(200);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(answer.body().readAllBytes()));
        }
    }
}
