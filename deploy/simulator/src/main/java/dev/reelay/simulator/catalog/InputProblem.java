package dev.reelay.simulator.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One thing wrong with an input: the field, the kind in pydantic's words, a sentence, and the value if there was one. */
public record InputProblem(
        String field, String type, String message, @Nullable JsonNode value) {}
