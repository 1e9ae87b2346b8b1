package dev.reelay.worker.mp4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a movie say as they pass by. The duration is that of {@code mvhd}, or of {@code mehd} in a fragmented
 * file, or the sum of the fragments; the size is that of the first video track.
 */
final class Movie {
    /** More tracks than any video has; a hostile file may claim millions. */
    static final int MOST_TRACKS = 64;

    private final List<Track> tracks = new ArrayList<>();
    private final Fragments fragments = new Fragments();

    private long timescale;
    private @Nullable Duration duration;
    private Track track = new Track();

    void opened(String type) {
        if (type.equals("trak")) {
            track = new Track();
        }
    }

    void closed(String type) {
        if (type.equals("trak") && tracks.size() < MOST_TRACKS) {
            tracks.add(track);
        }
    }

    void header(String type, HeaderBytes bytes) {
        switch (type) {
            case "mvhd" -> movieHeader(bytes);
            case "mehd" -> extendsHeader(bytes);
            case "tkhd", "mdhd", "hdlr" -> track.header(type, bytes);
            case "trex", "tfhd", "trun" -> fragments.header(type, bytes);
            default -> {}
        }
    }

    Mp4Facts facts(long length) {
        Optional<Track> video = tracks.stream().filter(Track::shown).findFirst();
        return new Mp4Facts(
                length,
                duration == null ? fragments.duration(tracks) : duration,
                video.map(Track::width).orElse(null),
                video.map(Track::height).orElse(null));
    }

    private void movieHeader(HeaderBytes bytes) {
        timescale = bytes.unsigned32(bytes.version1() ? 20 : 12);
        duration = bytes.version1()
                ? MovieTime.of(bytes.int64(24), timescale)
                : MovieTime.of(bytes.unsigned32(16), timescale);
    }

    private void extendsHeader(HeaderBytes bytes) {
        long whole = bytes.version1() ? bytes.int64(4) : bytes.unsigned32(4);
        duration = duration == null ? MovieTime.of(whole, timescale) : duration;
    }
}
