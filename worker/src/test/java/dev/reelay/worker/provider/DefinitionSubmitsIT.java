package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.error.ErrorClass;
import dev.reelay.simulator.bill.BillReport;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.Moment;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bundled definition under every fault of a submit; the bill knows what was bought, whatever the call says. */
class DefinitionSubmitsIT {
    private final SimulatedProviders providers = new SimulatedProviders();

    @AfterEach
    void stop() {
        providers.close();
    }

    static Stream<Arguments> faults() {
        return SimulatedProviders.faults(Moment.SUBMIT);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatWasBoughtIsNeverCalledRefusedOrNotSent(String name, Fault fault) {
        SubmitOutcome outcome =
                providers.buy(name, SimulatedProviders.fault(fault.word())).submitted();
        BillReport.Submits bill = providers.simulator().bill().totals().submits();
        assertThat(bill.accepted()).isEqualTo(fault.done() ? 1 : 0);
        assertThat(bill.all()).isLessThanOrEqualTo(1);
        switch (outcome) {
            case SubmitOutcome.Accepted accepted -> assertThat(fault.done()).isTrue();
            case SubmitOutcome.Refused refused -> assertThat(fault.done()).isFalse();
            case SubmitOutcome.NotSent unsent -> assertThat(fault.done()).isFalse();
            case SubmitOutcome.Ambiguous ambiguous ->
                assertThat(ambiguous.reason()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "submit-unauthorized,    UNAUTHORIZED",
        "submit-401,             UNAUTHORIZED",
        "submit-403,             UNAUTHORIZED",
        "submit-no-credit,       OUT_OF_CREDIT",
        "submit-402,             OUT_OF_CREDIT",
        "submit-invalid,         INVALID_INPUT",
        "submit-429,             RATE_LIMITED",
        "submit-429-retry-after, RATE_LIMITED"
    })
    void aRefusalHasItsClassAtEveryProvider(String fault, ErrorClass errorClass) {
        for (String name : SimulatedProviders.NAMES) {
            SubmitOutcome outcome =
                    providers.buy(name, SimulatedProviders.fault(fault)).submitted();
            assertThat(outcome).as(name).isInstanceOfSatisfying(SubmitOutcome.Refused.class, refused -> {
                assertThat(refused.failure().errorClass()).isEqualTo(errorClass);
                assertThat(refused.failure().retryAfter())
                        .isEqualTo(fault.endsWith("retry-after") ? Duration.ofSeconds(2) : null);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-plain-text", "submit-foreign-urls", "submit-extra-fields"})
    void aStrangeAcceptanceIsOne(String fault) {
        for (String name : SimulatedProviders.NAMES) {
            assertThat(providers.buy(name, SimulatedProviders.fault(fault)).poll())
                    .as(name)
                    .isInstanceOf(PollOutcome.Running.class);
        }
    }
}
