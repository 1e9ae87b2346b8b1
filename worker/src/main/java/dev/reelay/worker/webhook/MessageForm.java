package dev.reelay.worker.webhook;

import java.time.Instant;
import java.util.Optional;

/** Another form than our own in which deliveries are told. */
@FunctionalInterface
interface MessageForm {
    /** The delivery as it is posted at this time; empty where it is told in our own form. */
    Optional<Message> of(Due due, Instant at);
}
