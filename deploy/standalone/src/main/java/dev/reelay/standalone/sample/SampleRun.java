package dev.reelay.standalone.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.standalone.console.Console;
import dev.reelay.standalone.console.PlainFailure;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Asks for one video, tells each step as it happens, and looks whether what lies in the bucket is what was rendered. Only
 * simulated providers are asked: a start must never spend money by itself.
 */
public final class SampleRun {
    static final String MODEL = "luma/ray-2/image-to-video";

    private final Surroundings surroundings;
    private final Console console;

    public SampleRun(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    /** Whether the video is stored whole; what is wrong was told. */
    public boolean run() {
        try (Client client = new Client(surroundings.api(), surroundings.key())) {
            return run(client);
        } catch (PlainFailure e) {
            console.complain("reelay: the sample failed: " + e.getMessage());
            return false;
        }
    }

    private boolean run(Client client) {
        String marker = "sample " + UUID.randomUUID();
        JsonNode receipt = client.post("/v1/requests", marker.replace(' ', '-'), request(client, marker));
        String id = receipt.path("request_id").asText();
        console.say("sample: asked for a video of " + MODEL + ", request " + id);
        JsonNode request = new Story(client, console, surroundings.simulated()).follow(id);
        if (!request.path("status").asText().equals("completed")) {
            JsonNode error = request.path("error");
            throw new PlainFailure("it ended as " + request.path("status").asText() + ": "
                    + error.path("class").asText() + ", "
                    + error.path("message").asText());
        }
        StoredVideo video = StoredVideo.of(request.path("artifacts").path(0), surroundings.store());
        new CheckVideo(client, surroundings.simulator()).check(video, marker);
        new Outlook(surroundings, console).tell(id, video);
        return true;
    }

    private ObjectNode request(Client client, String marker) {
        JsonNode model = client.get("/v1/models/" + MODEL);
        ObjectNode input = model.path("sample").deepCopy();
        // The marker finds this submit on the simulator's bill.
        input.put("prompt", input.path("prompt").asText() + " [" + marker + "]");
        ObjectNode request = input.objectNode();
        request.put("model", MODEL);
        request.set("input", input);
        request.putObject("metadata").put("purpose", "sample");
        free(model).forEach(request.putArray("providers")::add);
        return request;
    }

    private List<String> free(JsonNode model) {
        List<String> free = StreamSupport.stream(model.path("offerings").spliterator(), false)
                .map(offering -> offering.path("provider").asText())
                .filter(surroundings.simulated()::contains)
                .toList();
        if (free.isEmpty()) {
            throw new PlainFailure("every provider of " + MODEL
                    + " has a key here, so it would cost money; ask for one yourself, as the README shows");
        }
        return free;
    }
}
