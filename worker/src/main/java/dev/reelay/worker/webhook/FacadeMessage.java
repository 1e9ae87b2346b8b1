package dev.reelay.worker.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.facade.FalFault;
import dev.reelay.facade.FalOutput;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.facade.AnswerJson;
import dev.reelay.facade.NativeModels;
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
 * The end of a request as its provider would tell it: the body with a link made for this try, and the provider's signature. The
 * request has ended when it is told, so it is told as it stands.
 */
@ApplicationScoped
class FacadeMessage implements MessageForm {
    private static final String FAL = "fal";
    private static final String WAVESPEED = "wavespeed";

    private final ReadGenerations generations;
    private final ReadInput inputs;
    private final FinishedFiles files;
    private final FacadeSecrets secrets;
    private final NativeModels models;

    FacadeMessage(
            ReadGenerations generations, ReadInput inputs, FinishedFiles files, FacadeSecrets secrets, NativeModels models) {
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
        if (form == null || !(form.equals(FAL) || form.equals(WAVESPEED))) {
            return Optional.empty();
        }
        return generations
                .find(due.event().tenantId(), due.event().event().subjectId())
                .map(generation -> form.equals(FAL) ? fal(generation, at) : waveSpeed(generation, due, at));
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

    private static byte[] bytes(ObjectNode told) {
        return told.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers() {
        return new HashMap<>(Map.of("user-agent", "Reelay", "content-type", "application/json"));
    }
}
