package dev.reelay.catalog;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer the JSON pointer (RFC 6901) of the value, from the root of the input; empty for the whole
 * @param message what would be right, in one sentence
 */
public record Violation(String pointer, String message) {}
