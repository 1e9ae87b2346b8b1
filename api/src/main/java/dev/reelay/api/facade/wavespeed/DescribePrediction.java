package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.facade.NativeModels;
import dev.reelay.facade.WaveSpeedPrediction;
import dev.reelay.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** A request as WaveSpeed tells a prediction. That it has failed is a state, and no error of the call. */
@ApplicationScoped
class DescribePrediction {
    private final FinishedFiles files;
    private final FrontLinks links;
    private final NativeModels models;

    DescribePrediction(FinishedFiles files, FrontLinks links, NativeModels models) {
        this.files = files;
        this.links = links;
        this.models = models;
    }

    /** What every answer stands in. */
    static ObjectNode envelope(ObjectNode data) {
        ObjectNode envelope = AnswerJson.object().put("code", 200).put("message", "success");
        envelope.set("data", data);
        return envelope;
    }

    /** One that was taken in just now. */
    ObjectNode created(UUID id, String model, Instant at) {
        ObjectNode data = WaveSpeedPrediction.begun(id, model, "created", at, address(id));
        data.put("error", "");
        data.putObject("timings").put("inference", 0);
        return data;
    }

    ObjectNode of(Generation generation) {
        return WaveSpeedPrediction.of(
                generation, models.of(Front.WAVESPEED.word(), generation.model()), files, address(generation.id()));
    }

    private String address(UUID id) {
        return links.to(Front.WAVESPEED, "api/v3/predictions/" + id + "/result");
    }
}
