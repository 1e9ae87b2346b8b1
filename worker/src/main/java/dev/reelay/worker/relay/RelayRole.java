package dev.reelay.worker.relay;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether this worker is the relay. There is one at a time, so it is also the one that tells what is true of the whole
 * installation: nobody counts what another has counted.
 */
@ApplicationScoped
public class RelayRole {
    private volatile boolean mine;

    public boolean isMine() {
        return mine;
    }

    void elected() {
        mine = true;
    }

    void deposed() {
        mine = false;
    }

    /** That of a worker which is the relay for good. */
    public static RelayRole held() {
        RelayRole role = new RelayRole();
        role.elected();
        return role;
    }
}
