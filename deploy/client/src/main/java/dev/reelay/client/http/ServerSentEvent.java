package dev.reelay.client.http;

/** One event of a stream; the id is empty where none was given. */
public record ServerSentEvent(String id, String type, String data) {}
