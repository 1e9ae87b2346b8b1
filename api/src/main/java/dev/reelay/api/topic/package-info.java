/** Requests that come as records of Kafka: the public topic, its tenants, and what becomes of what cannot be accepted. */
@NullMarked
package dev.reelay.api.topic;

import org.jspecify.annotations.NullMarked;
