package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.facade.ReplicatePrediction;
import dev.reelay.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;

/** A prediction with the addresses at which it is asked for. */
@ApplicationScoped
class DescribeReplicate {
    private final ReplicatePrediction predictions;
    private final FrontLinks links;
    private final InstantSource clock;

    DescribeReplicate(ReplicatePrediction predictions, FrontLinks links, InstantSource clock) {
        this.predictions = predictions;
        this.links = links;
        this.clock = clock;
    }

    /** One that was taken in just now. Nothing is looked up for it: whatever fails from here on, the client would submit again. */
    ObjectNode begun(UUID id, Ask ask) {
        return addressed(ReplicatePrediction.begun(id, ask.model(), ask.input(), clock.instant()), id);
    }

    /**
     * One whose call was held: it has ended, or is told as starting however far it is, since the client takes any other state of
     * this answer for the last.
     */
    ObjectNode held(Generation generation) {
        ObjectNode told = of(generation);
        return generation.state().ended() ? told : told.put("status", "starting");
    }

    ObjectNode of(Generation generation) {
        return addressed(predictions.of(generation), generation.id());
    }

    /** Where a page of them is. */
    String page(String cursor) {
        return links.to(Front.REPLICATE, "v1/predictions?cursor=" + cursor);
    }

    private ObjectNode addressed(ObjectNode told, UUID id) {
        String get = links.to(Front.REPLICATE, "v1/predictions/" + id);
        told.putObject("urls").put("get", get).put("cancel", get + "/cancel");
        return told;
    }
}
