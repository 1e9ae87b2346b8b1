package dev.reelay.chaos;

import dev.reelay.chaos.point.KillPoint;
import java.util.Set;
import java.util.UUID;

/** One kill: where, of which worker, and the attempts that it caught there. */
record Catch(int number, KillPoint point, String worker, Set<UUID> attempts) {}
