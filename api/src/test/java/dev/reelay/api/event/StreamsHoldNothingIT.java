package dev.reelay.api.event;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Open streams hold no connection to the database: there are fewer of these than there may be readers. */
@QuarkusTest
@WithTestResource(Servers.class)
class StreamsHoldNothingIT {
    private static final int READERS = 15;

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @Inject
    AgroalDataSource connections;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void moreReadersThanConnectionsKeepNobodyOut() throws Exception {
        String ofOne = "/v1/requests/" + ACME.accepted() + "/events";
        tables.position();
        List<Stream> open = new ArrayList<>();
        try {
            for (int reader = 0; reader < READERS; reader++) {
                for (String path : List.of("/v1/events?after=0", ofOne)) {
                    open.add(Stream.open(unseen(), path, ""));
                    assertThat(open.getLast().next().event()).isEqualTo("dev.reelay.generation.accepted.v1");
                }
            }

            assertThat(ACME.call().get("/v1/requests").statusCode()).isEqualTo(200);
            // One listens for the news of all.
            assertThat(connections.getMetrics().activeCount()).isLessThan(5);
        } finally {
            open.forEach(Stream::close);
        }
    }

    /** A key that was not used yet is looked up in the database. */
    private Client unseen() {
        return new Client(
                tenants.issueKey(tenants.ensure("acme", List.of()), "reader").clear());
    }
}
