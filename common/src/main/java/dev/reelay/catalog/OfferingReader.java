package dev.reelay.catalog;

import dev.reelay.catalog.Offering.TimeLimits;
import dev.reelay.catalog.definition.Section;
import dev.reelay.catalog.definition.Values;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model at a provider, read from a model's file or from a file of its own. */
final class OfferingReader {
    private static final Expression IDENTITY = Expression.compile("$");

    private final Set<String> providers;

    /** @param providers the names of all that are defined */
    OfferingReader(Set<String> providers) {
        this.providers = providers;
    }

    /** One of our models at a provider. */
    OfferingDraft ours(Section section, String modelId) {
        String provider = provider(section);
        String providerModel = section.text("provider_model");
        Expression mapping = ExpressionValue.optional(section, "mapping", List.of());
        Offering offering = new Offering(
                provider + ":" + providerModel,
                modelId,
                provider,
                providerModel,
                SchemaReader.serves(section, provider),
                mapping == null ? IDENTITY : mapping,
                price(section),
                limits(section));
        section.end();
        return new OfferingDraft(section, offering);
    }

    /** A provider's own model in the provider's own form. */
    OfferingDraft theirs(Section section, String modelId, InputSchema input) {
        String provider = provider(section);
        Offering offering = new Offering(
                provider + ":" + modelId + ":native",
                modelId,
                provider,
                modelId,
                input,
                IDENTITY,
                price(section),
                limits(section));
        section.end();
        return new OfferingDraft(section, offering);
    }

    private String provider(Section section) {
        String provider = section.text("provider");
        if (!provider.isEmpty() && !providers.contains(provider)) {
            section.problems()
                    .add(
                            section.placeOf("provider"),
                            "unknown provider `" + provider + "`; defined are "
                                    + String.join(
                                            ", ", providers.stream().sorted().toList()));
        }
        return provider;
    }

    private static Price price(Section owner) {
        Section section = owner.optionalSection("price");
        if (section == null) {
            return new Price("USD", null, null, null);
        }
        Price price = new Price(
                section.text("currency"),
                ExpressionValue.required(section, "amount", List.of()),
                Values.day(section, "as_of"),
                source(section));
        section.end();
        return price;
    }

    private static @Nullable String source(Section section) {
        return section.has("source") ? section.text("source") : null;
    }

    private static TimeLimits limits(Section owner) {
        Section section = owner.section("limits");
        TimeLimits limits = new TimeLimits(Values.duration(section, "typical"), Values.duration(section, "longest"));
        if (limits.longest().compareTo(limits.typical()) < 0) {
            section.problems().add(section.placeOf("longest"), "`longest` must be no less than `typical`");
        }
        section.end();
        return limits;
    }
}
