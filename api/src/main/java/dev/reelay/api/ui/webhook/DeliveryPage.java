package dev.reelay.api.ui.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.ui.page.Said;
import dev.reelay.api.ui.page.ShowJson;
import dev.reelay.event.CloudEvents;
import dev.reelay.event.Event;
import dev.reelay.event.EventLog;
import dev.reelay.event.Positioned;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** One delivery with every try, and delivering it again. */
@Path("/ui/deliveries/{id}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class DeliveryPage {
    private final Deliveries deliveries;
    private final EventLog log;
    private final CloudEvents cloudEvents;
    private final Caller caller;

    DeliveryPage(Deliveries deliveries, EventLog log, CloudEvents cloudEvents, Caller caller) {
        this.deliveries = deliveries;
        this.log = log;
        this.cloudEvents = cloudEvents;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/webhook")
    static class Templates {
        private Templates() {}

        static native TemplateInstance delivery(Delivery.WithTries found, String about, String payload);

        static native TemplateInstance tries(Delivery.WithTries found);
    }

    @GET
    public String delivery(@PathParam("id") String id) {
        Delivery.WithTries found = found(id);
        Optional<Positioned> event =
                log.at(caller.tenant().id(), found.delivery().position());
        return Templates.delivery(
                        found,
                        event.map(told -> page(told.event())).orElse(""),
                        event.map(told -> ShowJson.pretty(cloudEvents.structured(told)))
                                .orElse(""))
                .render();
    }

    /** Of what the event is about; empty for what has no page. */
    private static String page(Event event) {
        return switch (event.subjectKind()) {
            case "generation" -> "/ui/requests/" + event.subjectId();
            case "batch" -> "/ui/batches/" + event.subjectId();
            default -> "";
        };
    }

    /** What changes while it is tried. */
    @GET
    @Path("/tries")
    public String tries(@PathParam("id") String id) {
        return Templates.tries(found(id)).render();
    }

    @POST
    @Path("/redeliver")
    public Response redeliver(@PathParam("id") String id) {
        UUID made = FindRequest.parse(id)
                .flatMap(known -> deliveries.redeliver(caller.tenant().id(), known))
                .orElseThrow(DeliveryPage::unknown);
        return Said.andGo("The same event is on its way once more, as this delivery.", "/ui/deliveries/" + made);
    }

    private Delivery.WithTries found(String id) {
        return FindRequest.parse(id)
                .flatMap(known -> deliveries.find(caller.tenant().id(), known))
                .orElseThrow(DeliveryPage::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                ProblemType.UNKNOWN_DELIVERY,
                "Your tenant has no delivery with this id, or its event or its webhook is kept no more."));
    }
}
