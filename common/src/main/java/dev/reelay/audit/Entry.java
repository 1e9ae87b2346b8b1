package dev.reelay.audit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What was done, and to what.
 *
 * @param subject an id, or the words that name it
 * @param details what was asked for; never a secret
 */
public record Entry(Act act, String subject, JsonNode details) {}
