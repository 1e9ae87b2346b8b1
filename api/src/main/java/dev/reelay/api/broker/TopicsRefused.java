package dev.reelay.api.broker;

import java.util.List;

/** Why the topics cannot be as the configuration wants them, a line each. */
public final class TopicsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsRefused(List<String> reasons) {
        super(String.join("\n", reasons));
    }
}
