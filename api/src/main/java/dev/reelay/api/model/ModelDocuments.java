package dev.reelay.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms in which the catalog is answered. */
final class ModelDocuments {
    private ModelDocuments() {}

    /** All models. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Models(List<Brief> models) {}

    /**
     * One model in a list.
     *
     * @param pinned whether this is a provider's own form, always served by that provider
     * @param providers those that offer it, in the order in which they are asked
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Brief(String id, String title, String description, boolean pinned, List<String> providers, String url) {}

    /**
     * One model.
     *
     * @param sample an input that is accepted as it stands
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Model(
            String id,
            String title,
            String description,
            boolean pinned,
            JsonNode inputSchema,
            JsonNode sample,
            List<Offer> offerings,
            String submitUrl) {}

    /**
     * The model at one provider.
     *
     * @param configured whether this installation has a key there, without which it is passed over
     * @param serves what of the model's input it can serve, as a JSON Schema
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Offer(
            String id,
            String provider,
            String providerModel,
            boolean configured,
            JsonNode serves,
            Cost price,
            long typicalSeconds) {}

    /**
     * What a render costs.
     *
     * @param known whether the provider tells a price; an unknown one is not zero
     * @param ofSample for the sample
     * @param formula over the input, in JSONata
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cost(
            boolean known,
            @Nullable String currency,
            @Nullable BigDecimal ofSample,
            @Nullable String formula,
            @Nullable LocalDate asOf,
            @Nullable String source) {}
}
