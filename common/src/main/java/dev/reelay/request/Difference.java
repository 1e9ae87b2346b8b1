package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where an offering gets another value than was asked for, as the caller allowed.
 *
 * @param pointer the JSON pointer (RFC 6901) of the value, from the root of the input
 */
public record Difference(String pointer, JsonNode asked, JsonNode gets) {}
