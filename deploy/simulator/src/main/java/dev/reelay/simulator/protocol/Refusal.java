package dev.reelay.simulator.protocol;

/** The reasons for which a provider refuses a call; each has its own words for them. */
public enum Refusal {
    UNAUTHORIZED,
    PLAIN_401,
    FORBIDDEN,
    NOT_YOURS,
    NO_CREDIT,
    PLAIN_402,
    UNKNOWN_MODEL,
    UNKNOWN_JOB,
    UNKNOWN_PATH,
    GONE,
    UNREADABLE_BODY,
    RATE_LIMITED,
    SERVER_ERROR,
    UNAVAILABLE,
    GATEWAY_TIMEOUT,
    ERROR_WITH_200
}
