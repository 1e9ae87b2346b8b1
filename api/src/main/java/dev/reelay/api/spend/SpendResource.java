package dev.reelay.api.spend;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.spend.Days;
import dev.reelay.spend.Dimension;
import dev.reelay.spend.ReportDrift;
import dev.reelay.spend.ReportSpend;
import dev.reelay.spend.Spent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What the caller's tenant has spent, and how its ledger compares with what providers say. */
@Path("/v1/spend")
@RunOnVirtualThread
class SpendResource {
    private static final MediaType CSV = new MediaType("text", "csv", "utf-8");

    private final ReportSpend spend;
    private final ReportDrift drift;
    private final Caller caller;
    private final InstantSource clock;

    SpendResource(ReportSpend spend, ReportDrift drift, Caller caller, InstantSource clock) {
        this.spend = spend;
        this.drift = drift;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    public Response spend(@Context UriInfo address, @Context HttpHeaders headers) {
        SpendQuery.Wanted wanted = SpendQuery.spend(address.getQueryParameters(), today());
        List<Spent.Line> lines = spend.report(caller.tenant().id(), wanted.days(), wanted.by());
        if (lines.size() > ReportSpend.MOST_LINES) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_PARAMETER,
                    "The report has more than " + ReportSpend.MOST_LINES + " lines. Ask for fewer days, or by less.",
                    List.of(Problem.Fault.of("by", "tells too many lines apart"))));
        }
        boolean csv = wanted.csv() == null ? prefersCsv(headers) : wanted.csv();
        return csv
                ? Response.ok(WriteCsv.of(wanted.by(), lines), CSV).build()
                : Response.ok(report(wanted, lines), MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    @GET
    @Path("/drift")
    @Produces(MediaType.APPLICATION_JSON)
    public SpendDocuments.Drifts drift(@Context UriInfo address) {
        Days days = SpendQuery.drift(address.getQueryParameters(), today());
        return new SpendDocuments.Drifts(
                days.from(),
                days.to(),
                drift.report(caller.tenant().id(), days).stream()
                        .map(SpendDocuments.OfOffering::of)
                        .toList());
    }

    private static SpendDocuments.Report report(SpendQuery.Wanted wanted, List<Spent.Line> lines) {
        return new SpendDocuments.Report(
                wanted.days().from(),
                wanted.days().to(),
                wanted.by().stream().map(Dimension::wire).toList(),
                lines.stream().map(SpendDocuments.Line::of).toList(),
                Spent.totals(lines).stream().map(SpendDocuments.Total::of).toList());
    }

    private static boolean prefersCsv(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(CSV) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
