package dev.reelay.facade;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A result as models of fal have it. */
public final class FalOutput {
    private FalOutput() {}

    /** What the model made: {@code video} or {@code image}, or lists of them when there are several. */
    public static ObjectNode of(List<FinishedFiles.File> all) {
        ObjectNode output = AnswerJson.object();
        put(output, "video", all.stream().filter(file -> !file.isImage()).toList());
        put(output, "image", all.stream().filter(FinishedFiles.File::isImage).toList());
        return output;
    }

    private static void put(ObjectNode output, String kind, List<FinishedFiles.File> files) {
        if (files.size() == 1) {
            output.set(kind, file(files.getFirst()));
        } else if (!files.isEmpty()) {
            ArrayNode several = output.putArray(kind + "s");
            files.forEach(file -> several.add(file(file)));
        }
    }

    private static ObjectNode file(FinishedFiles.File file) {
        return AnswerJson.object()
                .put("url", file.url().toString())
                .put("content_type", file.artifact().mediaType())
                .put("file_name", file.name())
                .put("file_size", file.artifact().bytes());
    }
}
