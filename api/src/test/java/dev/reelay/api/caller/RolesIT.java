package dev.reelay.api.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenant;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class RolesIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    @AfterEach
    void asConfigured() {
        tables.clear();
    }

    @Test
    void onlyAdminsMayLookAndChange() {
        Client operator = withRole(Role.OPERATOR);
        for (Response answer : List.of(
                operator.call().get("/v1/accounts"),
                operator.call().get("/v1/offerings"),
                operator.patch("/v1/accounts/fal/default", "{\"slots\": 1}"),
                operator.patch("/v1/offerings/fal:any/thing", "{\"slots\": 1}"))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.<String>path("type")).endsWith("forbidden");
        }
        assertThat(withRole(Role.ADMIN).call().get("/v1/accounts").statusCode()).isEqualTo(200);
    }

    @Test
    void aViewerLooksAndNoMore() {
        Client viewer = withRole(Role.VIEWER);

        assertThat(viewer.call().get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(viewer.call().get("/v1/requests").statusCode()).isEqualTo(200);
        assertThat(viewer.submitInput(Client.INPUT).statusCode()).isEqualTo(403);
        assertThat(tables.traces()).isZero();
    }

    private Client withRole(Role role) {
        Tenant tenant = tenants.ensure("acme", List.of());
        return new Client(tenants.issueKey(tenant, "tests", role).clear());
    }
}
