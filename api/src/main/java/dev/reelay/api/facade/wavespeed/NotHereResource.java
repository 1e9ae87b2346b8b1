package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What WaveSpeed tells of its accounts and prices, and Reelay does not know: each says where what there is instead is told. */
@Path("/wavespeed/api/v3")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class NotHereResource {

    @GET
    @Path("/balance")
    public ObjectNode balance() {
        throw none("a tenant has budgets and no balance; GET /v1/budgets of Reelay tells what is left of them.");
    }

    @GET
    @Path("/models")
    public ObjectNode models() {
        throw none("the models are at GET /v1/models of Reelay.");
    }

    @POST
    @Path("/model/price")
    public ObjectNode price() {
        throw none("WaveSpeed publishes no price for its models; GET /v1/models of Reelay tells those that are known.");
    }

    @POST
    @Path("/billings/search")
    public ObjectNode billings() {
        throw none("GET /v1/spend of Reelay tells what was spent.");
    }

    @POST
    @Path("/user/usage_stats")
    public ObjectNode usage() {
        return billings();
    }

    private static ProblemException none(String instead) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "This is not told here: " + instead));
    }
}
