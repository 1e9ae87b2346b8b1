package dev.reelay.catalog.definition;

import dev.reelay.catalog.definition.DefinitionFile.Kind;
import dev.reelay.catalog.definition.Part.Fields;
import dev.reelay.catalog.definition.Part.Scalar;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The definitions by what they define. An operator's model or offering takes the place of a bundled one of the same
 * identity; an operator's provider is laid over it, key by key. Two of one identity on the same side are a mistake.
 */
public final class Sources {
    private record Source(Fields fields, boolean ours) {}

    private final Map<Kind, Map<String, Source>> sources = new EnumMap<>(Kind.class);
    private final Problems problems;

    /** Reads the files in their order: the bundled first. */
    public Sources(List<DefinitionFile> files, Problems problems) {
        this.problems = problems;
        for (DefinitionFile file : files) {
            Fields fields = PartReader.read(file.name(), file.text(), problems);
            if (fields != null) {
                add(file, fields);
            }
        }
    }

    /** All definitions of a kind, as sections to be read. */
    public List<Section> of(Kind kind) {
        return sources.getOrDefault(kind, Map.of()).values().stream()
                .map(source -> Section.of(source.fields(), problems))
                .toList();
    }

    private void add(DefinitionFile file, Fields fields) {
        Map<String, Source> known = sources.computeIfAbsent(file.kind(), kind -> new LinkedHashMap<>());
        String identity = identity(file, fields);
        Source before = known.get(identity);
        if (before != null && before.ours() == file.ours()) {
            problems.add(
                    fields.placeOf(file.kind() == Kind.PROVIDER ? "/provider" : "/model"),
                    "defined twice: it is also in " + before.fields().place().file() + "; keep one");
            return;
        }
        Fields whole =
                before != null && file.kind() == Kind.PROVIDER ? before.fields().overlaidBy(fields) : fields;
        known.put(identity, new Source(whole, file.ours()));
    }

    private static String identity(DefinitionFile file, Fields fields) {
        return switch (file.kind()) {
            case PROVIDER -> text(file, fields, "provider");
            case MODEL -> text(file, fields, "model") + (fields.below("native") == null ? "" : " native");
            case OFFERING ->
                String.join(
                        " ",
                        text(file, fields, "model"),
                        text(file, fields, "provider"),
                        text(file, fields, "provider_model"));
        };
    }

    private static String text(DefinitionFile file, Fields fields, String key) {
        return fields.below(key) instanceof Scalar scalar ? scalar.text() : file.name();
    }
}
