package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.storage.ObjectStore;
import dev.reelay.storage.StorageConfig;
import dev.reelay.worker.provider.Bill;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An attempt whose outcome was unknown turns out to be accepted when its request has gone on to another. */
class EarlierAttemptIT {
    private static final Stage ACCEPTED =
            new Stage.AtProvider(RemoteRequest.at("http://127.0.0.1:1", "ray-2", "theirs"), Instant.EPOCH);
    private static final Failure BUSY = Failure.of(ErrorClass.RATE_LIMITED, "too many");

    private FreshDatabase fresh;
    private Rows rows;
    private Ledger ledger;
    private int account;
    private Work first;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        ledger = new Ledger(fresh.database(), new ObjectMapper());
        account = rows.account("fal", 5);
        rows.waiting(rows.tenant("a", 1), account, 1);
        fresh.database().update("update generation set on_unknown = 'resubmit'");
        first = Works.claim(fresh.database(), rows, account, 0).getFirst();
        ledger.keep(first, new Stage.Unknown("the answer was cut", Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void aRequestThatWaitsForItsThirdAttemptIsNotBoughtAgain() {
        ledger.keep(second(), new Stage.Refused(BUSY));
        assertThat(generation()).isEqualTo("QUEUED true");

        assertThat(ledger.keep(first, ACCEPTED)).isTrue();

        assertThat(generation()).isEqualTo("RUNNING false");
        rows.claim(account, 5, 0, first.tenure().epoch());
        assertThat(rows.count("select count(*) from attempt")).isEqualTo(2);
        ledger.keep(first, new Stage.Rendered(remote(), Instant.EPOCH, List.of(), Bill.UNTOLD));
        ledger.keep(first, new Stage.Stored(List.of()));
        assertThat(generation()).isEqualTo("COMPLETED false");
    }

    @Test
    void whatWasClaimedMeanwhileIsNotSent() {
        Work second = second();
        ledger.keep(first, ACCEPTED);

        assertThat(new ReadyToSend(fresh.database(), store(), new StoreRest(), new ObjectMapper())
                        .check(second)
                        .orElseThrow()
                        .superseded())
                .isTrue();
        ledger.keep(second, new Stage.NotSent("an earlier attempt turned out to be accepted", Stage.Next.REQUEUE));
        assertThat(generation()).as("it follows the first").isEqualTo("RUNNING false");
    }

    @Test
    void theRequestFollowsTheEarlierOneToItsEnd() {
        Work second = second();
        ledger.keep(first, ACCEPTED);
        ledger.keep(second, new Stage.Refused(Failure.of(ErrorClass.MODERATED, "no")));
        assertThat(generation()).isEqualTo("RUNNING false");

        ledger.keep(first, new Stage.Failed(Failure.of(ErrorClass.PROVIDER_FAILED, "it broke")));

        assertThat(generation()).isEqualTo("FAILED false");
    }

    @Test
    void whatIsRefusedFiftyTimesIsNotAskedAgain() {
        for (int n = 2; n <= 50; n++) {
            ledger.keep(second(), new Stage.Refused(BUSY));
            assertThat(generation()).isEqualTo("QUEUED true");
        }
        ledger.keep(second(), new Stage.NotSent("nobody was there", Stage.Next.REST));
        assertThat(generation()).as("what was not sent does not count").isEqualTo("QUEUED true");

        ledger.keep(second(), new Stage.Refused(BUSY));

        assertThat(generation()).isEqualTo("FAILED false");
    }

    @Test
    void onlyTheOwnerGivesUp() {
        ledger.keep(first, ACCEPTED);
        Stage givenUp = new Stage.GivenUp(Failure.of(ErrorClass.TIMEOUT, "too long"));
        fresh.database().update("update attempt set epoch = epoch + 1");

        assertThat(ledger.keep(first, givenUp)).isFalse();
        assertThat(generation()).isEqualTo("RUNNING false");

        fresh.database().update("update attempt set epoch = epoch - 1");
        assertThat(ledger.keep(first, givenUp)).isTrue();
        assertThat(generation()).isEqualTo("FAILED false");
    }

    /** Nothing is read from it. */
    private static ObjectStore store() {
        StorageConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(StorageConfig.class)
                .build()
                .getConfigMapping(StorageConfig.class);
        AnonymousCredentialsProvider nobody = AnonymousCredentialsProvider.create();
        return new ObjectStore(
                S3Client.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(nobody)
                        .build(),
                S3Presigner.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(nobody)
                        .build(),
                config);
    }

    private static RemoteRequest remote() {
        return ((Stage.AtProvider) ACCEPTED).remote();
    }

    /** The next attempt, claimed. */
    private Work second() {
        rows.claim(account, 5, 0, first.tenure().epoch());
        return Works.open(fresh.database(), 0, first.tenure().epoch()).stream()
                .filter(work -> !work.attemptId().equals(first.attemptId()))
                .findFirst()
                .orElseThrow();
    }

    private String generation() {
        return fresh.database()
                .query("select state || ' ' || waiting from generation", row -> row.getString(1))
                .getFirst();
    }
}
