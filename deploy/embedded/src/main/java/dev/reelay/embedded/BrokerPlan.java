package dev.reelay.embedded;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One broker of a cluster, which is a controller too.
 *
 * @param node its number among them, from 1
 * @param port where clients find it, on loopback
 * @param controllers the controllers' ports by the number of each broker of the cluster, this one too
 * @param security what is asked of clients; without it, nothing
 */
public record BrokerPlan(int node, int port, Map<Integer, Integer> controllers, Optional<BrokerSecurity> security) {
    public BrokerPlan {
        if (!controllers.containsKey(node)) {
            throw new IllegalArgumentException("broker " + node + " is none of " + controllers.keySet());
        }
        controllers = Map.copyOf(controllers);
    }

    /** A cluster of one, open to all on this machine. */
    public static BrokerPlan alone(int port, int controllerPort) {
        return new BrokerPlan(1, port, Map.of(1, controllerPort), Optional.empty());
    }

    /** The same, which knows its clients. */
    public BrokerPlan with(BrokerSecurity security) {
        return new BrokerPlan(node, port, controllers, Optional.of(security));
    }

    int controllerPort() {
        return controllers.getOrDefault(node, 0);
    }

    /** As the quorum's voters are written: number, host and port of each. */
    String voters() {
        return new TreeMap<>(controllers)
                .entrySet().stream()
                        .map(each -> each.getKey() + "@127.0.0.1:" + each.getValue())
                        .collect(Collectors.joining(","));
    }
}
