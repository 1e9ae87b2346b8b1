package dev.reelay.worker.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.event.Event;
import dev.reelay.event.EventType;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.FalFault;
import dev.reelay.facade.FalOutput;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.facade.NativeModels;
import dev.reelay.facade.ReplicatePrediction;
import dev.reelay.facade.WaveSpeedPrediction;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.generation.ReadInput;
import dev.reelay.webhook.FacadeSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a request as the service would tell it in whose form it came: the body with a link made for this try, and the
 * signature of that service. Of an end, the request is told as it stands, as it changes no more.
 */
@ApplicationScoped
class FacadeMessage implements MessageForm {
    private static final String FAL = "fal";
    private static final String WAVESPEED = "wavespeed";
    private static final String REPLICATE = "replicate";

    private final ReadGenerations generations;
    private final ReadInput inputs;
    private final FinishedFiles files;
    private final FacadeSecrets secrets;
    private final NativeModels models;
    private final ReplicatePrediction predictions;

    FacadeMessage(
            ReadGenerations generations,
            ReadInput inputs,
            FinishedFiles files,
            FacadeSecrets secrets,
            NativeModels models,
            ReplicatePrediction predictions) {
        this.predictions = predictions;
        this.generations = generations;
        this.inputs = inputs;
        this.files = files;
        this.secrets = secrets;
        this.models = models;
    }

    /** Empty where the delivery is told in our own form, and where nothing could sign it any more. */
    @Override
    public Optional<Message> of(Due due, Instant at) {
        String form = due.facade();
        Optional<Generation> told = form == null
                ? Optional.empty()
                : generations.find(due.event().tenantId(), due.event().event().subjectId());
        return switch (form) {
            case FAL -> told.map(generation -> fal(generation, at));
            case WAVESPEED -> told.map(generation -> waveSpeed(generation, due, at));
            case REPLICATE -> told.map(generation -> replicate(generation, due, at));
            case null, default -> Optional.empty();
        };
    }

    private Message fal(Generation generation, Instant at) {
        String id = generation.id().toString();
        ObjectNode told = AnswerJson.object().put("request_id", id).put("gateway_request_id", id);
        Optional<FalFault> fault = FalFault.of(generation);
        told.put("status", fault.isPresent() ? "ERROR" : "OK");
        told.put(
                "error",
                fault.map(why -> "Invalid status code: " + why.status()).orElse(null));
        told.set("payload", fault.map(FalFault::body).orElseGet(() -> FalOutput.of(files.of(generation))));
        byte[] body = bytes(told);
        String user = String.valueOf(generation.tenantId());
        Map<String, String> headers = headers();
        headers.put("x-fal-webhook-request-id", id);
        headers.put("x-fal-webhook-user-id", user);
        headers.put("x-fal-webhook-timestamp", String.valueOf(at.getEpochSecond()));
        headers.put("x-fal-webhook-signature", secrets.fal().getFirst().sign(id, user, at.getEpochSecond(), body));
        return new Message(headers, body);
    }

    private Message waveSpeed(Generation generation, Due due, Instant at) {
        ObjectNode told = WaveSpeedPrediction.of(generation, models.of(WAVESPEED, generation.model()), files, "");
        told.remove("urls");
        inputs.of(generation).ifPresent(input -> told.set("input", input));
        byte[] body = bytes(told);
        String id = due.event().event().id().toString();
        Map<String, String> headers = headers();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
        headers.put(
                "webhook-signature",
                secrets.waveSpeed(generation.tenantId()).getFirst().sign(id, at.getEpochSecond(), body));
        return new Message(headers, body);
    }

    private Message replicate(Generation generation, Due due, Instant at) {
        Event event = due.event().event();
        ObjectNode told = EventType.TERMINAL.contains(event.type())
                ? predictions.of(generation)
                : predictions.rendering(generation);
        byte[] body = bytes(told);
        String id = event.id().toString();
        Map<String, String> headers = headers();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
        headers.put(
                "webhook-signature",
                secrets.replicate(generation.tenantId()).getFirst().sign(id, at.getEpochSecond(), body));
        return new Message(headers, body);
    }

    private static byte[] bytes(ObjectNode told) {
        return told.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers() {
        return new HashMap<>(Map.of("user-agent", "Reelay", "content-type", "application/json"));
    }
}
