package dev.reelay.simulator.catalog;

import java.math.BigDecimal;
import java.util.function.Function;

/** A model as a provider sells it. */
public record ModelCard(String id, InputSchema inputs, Shot usual, Function<Shot, BigDecimal> price) {
    /** The same model under another id. */
    public ModelCard named(String other) {
        return new ModelCard(other, inputs, usual, price);
    }
}
