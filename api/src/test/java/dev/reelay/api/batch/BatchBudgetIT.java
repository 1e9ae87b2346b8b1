package dev.reelay.api.batch;

import static dev.reelay.api.batch.BatchCaller.id;
import static dev.reelay.api.batch.BatchCaller.lines;
import static dev.reelay.api.batch.BatchCaller.send;
import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class BatchBudgetIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void whatABudgetWouldRefuseIsNotReleased() {
        ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"small\", \"period\": \"total\", \"amount\": 1.1, \"when_spent\": \"refuse\"}")
                .post("/v1/budgets")
                .then()
                .statusCode(201);

        UUID batch = id(send("concurrency=100", lines(1, 5)));

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> tables.count("select count(*) from generation") == 2);
        assertThat(ACME.call().get("/v1/batches/" + batch).<Integer>path("counts.waiting"))
                .isEqualTo(3);
    }
}
