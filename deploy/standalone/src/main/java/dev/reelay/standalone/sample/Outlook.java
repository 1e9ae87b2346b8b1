package dev.reelay.standalone.sample;

import dev.reelay.standalone.console.Console;

/** Tells where the video lies, how to watch it, and what to try next: commands that run as they stand. */
final class Outlook {
    private final Surroundings surroundings;
    private final Console console;

    Outlook(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    void tell(String id, StoredVideo video) {
        console.say("sample: the video is whole, read back from S3 and compared with what was rendered");
        console.say("  object   " + video.uri());
        console.say("  file     " + video.file());
        console.say("  sha256   " + video.sha256());
        console.say("  bytes    " + video.bytes() + ", " + video.duration() + " s, " + video.size());
        console.say("  watch    " + video.link());
        console.say(
                "  pages    " + surroundings.api() + "/ui, where the key in " + surroundings.keyFile() + " signs in");
        console.say("next, in another terminal:");
        String curl = "curl -s -H \"Authorization: Bearer $(cat '" + surroundings.keyFile() + "')\" ";
        console.say("  " + curl + surroundings.api() + "/v1/requests/" + id);
        console.say("  " + curl + "-L -o video.mp4 " + surroundings.api() + "/v1/requests/" + id + "/content");
        console.say("  " + curl + "--json '{\"prompt\": \"A paper boat in the rain\", \"image_url\":"
                + " \"https://example.com/boat.jpg\"}' " + surroundings.api() + "/v1/models/" + SampleRun.MODEL);
    }
}
