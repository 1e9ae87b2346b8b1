package dev.reelay.simulator.bill;

/** What the bill counts. */
enum Count {
    SUBMITS,
    ACCEPTED,
    REFUSED,
    STARTED,
    RENDERED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    POLLS,
    RESULT_FETCHES,
    CANCELS,
    WEBHOOKS,
    DOWNLOADS,
    DOWNLOADED_BYTES,
    CREDENTIALS_LEAKED
}
