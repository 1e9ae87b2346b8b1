package dev.reelay.pieces;

import dev.reelay.processes.Piece;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The apis to which calls are sent in turn, as a balancer in front of them does. */
final class Doors {
    private record Door(Piece api, Requests requests) {}

    private final List<Door> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    void open(Piece api) {
        open.add(new Door(api, new Requests(api.uri())));
    }

    /** No further call is sent to it. */
    void close(Piece api) {
        open.removeIf(door -> door.api() == api);
    }

    Requests next() {
        List<Door> now = List.copyOf(open);
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size())).requests();
    }
}
