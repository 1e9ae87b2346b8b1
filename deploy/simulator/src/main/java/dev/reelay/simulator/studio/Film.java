package dev.reelay.simulator.studio;

import dev.reelay.simulator.video.ResultFile;
import java.time.Instant;

/** A finished video and its link: the name nobody can guess, the last moment it works, and its answer afterwards. */
public record Film(String name, ResultFile file, Instant expires, int expiredStatus) {}
