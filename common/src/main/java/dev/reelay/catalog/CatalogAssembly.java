package dev.reelay.catalog;

import dev.reelay.catalog.definition.DefinitionFile;
import dev.reelay.catalog.definition.DefinitionFile.Kind;
import dev.reelay.catalog.definition.Place;
import dev.reelay.catalog.definition.Problems;
import dev.reelay.catalog.definition.Section;
import dev.reelay.catalog.definition.Sources;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts the catalog together from its files: providers first, then models, then the offerings that join them. */
final class CatalogAssembly {
    private final Problems problems;
    private final Sources sources;
    private final Map<String, URI> baseUrls;
    /** Models with a mistake in their files; trying their samples would only tell its consequences. */
    private final Set<String> broken = new HashSet<>();

    CatalogAssembly(List<DefinitionFile> files, Map<String, URI> baseUrls, Problems problems) {
        this.problems = problems;
        this.sources = new Sources(files, problems);
        this.baseUrls = baseUrls;
    }

    Catalog catalog() {
        Map<String, Provider> providers = providers();
        OfferingReader reader = new OfferingReader(providers.keySet());
        List<ModelDraft> models = sources.of(Kind.MODEL).stream()
                .map(file -> watched(file, () -> ModelDraft.read(file, reader)))
                .toList();
        sources.of(Kind.OFFERING).forEach(file -> join(file, reader, models));
        Map<String, Offering> offerings = offerings(models);
        models.stream()
                .filter(model -> !broken.contains(model.id()))
                .forEach(model -> new DraftCheck(model, problems).run());
        models.forEach(model -> checkTranslation(model, models));
        if (problems.count() > 0) {
            throw new CatalogException(problems.lines());
        }
        return new Catalog(listings(models), offerings, providers);
    }

    /** Whether ours takes what is said in its form is seen with each input: a folder's model may have taken its place. */
    private void checkTranslation(ModelDraft model, List<ModelDraft> models) {
        Translation translation = model.translation();
        if (translation != null
                && models.stream().noneMatch(ours -> ours.id().equals(translation.model()) && !ours.pinned())) {
            problems.add(
                    model.section().placeOf("translates/model"), "`" + translation.model() + "` is none of our models");
        }
    }

    private Map<String, Provider> providers() {
        Map<String, Provider> providers = new LinkedHashMap<>();
        for (Section file : sources.of(Kind.PROVIDER)) {
            Provider provider = ProviderReader.read(file);
            providers.put(provider.name(), provider.at(baseUrls.getOrDefault(provider.name(), provider.baseUrl())));
        }
        baseUrls.keySet().stream()
                .filter(name -> !providers.containsKey(name))
                .forEach(name -> problems.add(
                        Place.startOf("configuration"),
                        "a base URL is given for the unknown provider `" + name + "`; defined are "
                                + String.join(", ", providers.keySet())));
        return providers;
    }

    private void join(Section file, OfferingReader reader, List<ModelDraft> models) {
        String id = file.text("model");
        OfferingDraft offering = watched(file, () -> reader.ours(file, id));
        models.stream()
                .filter(model -> model.id().equals(id) && !model.pinned())
                .findFirst()
                .ifPresentOrElse(
                        model -> model.join(offering),
                        () -> problems.add(
                                file.placeOf("model"),
                                "unknown model `" + id + "`; an offering joins one of our own: "
                                        + models.stream()
                                                .filter(model -> !model.pinned())
                                                .map(ModelDraft::id)
                                                .sorted()
                                                .collect(Collectors.joining(", "))));
    }

    private <T> T watched(Section file, Supplier<T> reading) {
        int before = problems.count();
        T read = reading.get();
        if (problems.count() > before) {
            broken.add(file.text("model", ""));
        }
        return read;
    }

    /** Where one of ours and a provider's own have the same id, ours is meant: it comes last. */
    private static Map<String, Listing> listings(List<ModelDraft> models) {
        Map<String, Listing> listings = new LinkedHashMap<>();
        models.stream()
                .sorted(Comparator.comparing(ModelDraft::pinned).reversed())
                .forEach(model -> listings.put(model.id(), model.listing()));
        return listings;
    }

    /** By id, which is that of the provider's model: attempts in flight find their offering by it, so it must mean one. */
    private Map<String, Offering> offerings(List<ModelDraft> models) {
        Map<String, OfferingDraft> drafts = new LinkedHashMap<>();
        models.stream().flatMap(model -> model.offerings().stream()).forEach(draft -> {
            OfferingDraft before = drafts.putIfAbsent(draft.offering().id(), draft);
            if (before != null) {
                problems.add(
                        draft.section().placeOf("provider_model"),
                        "`" + draft.offering().id() + "` is offered already, at "
                                + before.section().placeOf("provider_model")
                                + "; a provider's model belongs to one of ours");
            }
        });
        return drafts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, draft -> draft.getValue().offering()));
    }
}
