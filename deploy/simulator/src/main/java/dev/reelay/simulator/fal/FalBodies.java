package dev.reelay.simulator.fal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Look;
import dev.reelay.simulator.studio.Film;

/** Parts of bodies: the output of a model, logs, and the flat error of the queue itself. */
final class FalBodies {
    private FalBodies() {}

    /** The bare output; there is no wrapper around it. */
    static ObjectNode output(Look look, Film film) {
        ObjectNode body = Json.object();
        String link = look.video(film);
        if (look.has(Effect.NO_OUTPUT)) {
            return body.put("seed", 7);
        }
        if (look.has(Effect.NULL_OUTPUT)) {
            body.putNull("video");
        } else if (look.has(Effect.OUTPUT_TEXT)) {
            body.put("video", link);
        } else if (look.has(Effect.OUTPUT_ARRAY)) {
            body.putArray("video").add(link);
        } else if (look.has(Effect.OUTPUT_LIST)) {
            file(body.putArray("videos").addObject(), link, film);
        } else {
            file(body.putObject("video"), link, film);
        }
        return body;
    }

    /** The key is always there, null unless logs are asked for: clients fail without it. */
    static ObjectNode logs(ObjectNode body, Look look) {
        if (look.flag("logs")) {
            body.putArray("logs")
                    .addObject()
                    .put("message", "rendering")
                    .put("level", "INFO")
                    .put("source", "USER")
                    .put("timestamp", look.job().accepted().toString());
        } else {
            body.putNull("logs");
        }
        return body;
    }

    static Answer flat(int status, String type, String message) {
        return Answer.json(status, Json.object().put("detail", message).put("error_type", type))
                .with("X-Fal-Error-Type", type);
    }

    private static void file(ObjectNode node, String link, Film film) {
        node.put("url", link)
                .put("content_type", "video/mp4")
                .put("file_name", "output.mp4")
                .put("file_size", film.file().size());
    }
}
