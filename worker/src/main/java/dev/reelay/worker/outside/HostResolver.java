package dev.reelay.worker.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a host name; the one place where names become addresses, so that the guard sees them all. */
@FunctionalInterface
public interface HostResolver {
    /** The resolver of the machine. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of a name or literal, the preferred one first; may block. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
