package dev.reelay.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What another program than ours sees in a video: ffprobe, where it is installed. */
record Ffprobe(int width, int height, double seconds, long bytes) {
    static boolean isHere() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffprobe")));
    }

    static Ffprobe of(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "ffprobe",
                        "-v",
                        "error",
                        "-of",
                        "json",
                        "-show_entries",
                        "stream=width,height:format=duration,size",
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode seen = new ObjectMapper().readTree(process.getInputStream());
        if (process.waitFor() != 0) {
            throw new IOException("ffprobe could not read it");
        }
        return new Ffprobe(
                seen.at("/streams/0/width").asInt(),
                seen.at("/streams/0/height").asInt(),
                seen.at("/format/duration").asDouble(),
                seen.at("/format/size").asLong());
    }
}
