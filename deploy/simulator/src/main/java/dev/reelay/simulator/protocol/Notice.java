package dev.reelay.simulator.protocol;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** News of an ended job, ready to be posted: the body, and the headers that prove where it comes from. */
public record Notice(Map<String, String> headers, Buffer body) {}
