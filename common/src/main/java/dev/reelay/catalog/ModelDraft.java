package dev.reelay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.definition.Part;
import dev.reelay.catalog.definition.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as read, and where; offerings of other files join it before it becomes a listing. */
record ModelDraft(
        Section section,
        String id,
        String title,
        String description,
        InputSchema input,
        Part sample,
        boolean pinned,
        List<OfferingDraft> offerings,
        @Nullable Translation translation) {

    static ModelDraft read(Section file, OfferingReader reader) {
        String id = file.text("model");
        boolean pinned = file.has("native");
        InputSchema input = pinned ? SchemaReader.theirs(file) : SchemaReader.ours(file);
        List<OfferingDraft> offerings = new ArrayList<>();
        if (pinned) {
            offerings.add(reader.theirs(file.section("native"), id, input));
        }
        Translation translation = translation(file);
        file.sections("offerings").forEach(section -> offerings.add(reader.ours(section, id)));
        if (pinned && file.has("offerings")) {
            file.problems()
                    .add(
                            file.placeOf("offerings"),
                            "a model has either `offerings` or `native`, the one provider it belongs to");
        }
        ModelDraft draft = new ModelDraft(
                file,
                id,
                file.text("title"),
                file.text("description", ""),
                input,
                file.part("sample", "must be an input that works"),
                pinned,
                offerings,
                translation);
        file.end();
        return draft;
    }

    private static @Nullable Translation translation(Section file) {
        Section section = file.optionalSection("translates");
        if (section == null) {
            return null;
        }
        Translation translation =
                new Translation(section.text("model"), ExpressionValue.required(section, "mapping", List.of()));
        section.end();
        return translation;
    }

    /** Takes in an offering of another file; one with the same id gives way. */
    void join(OfferingDraft added) {
        offerings.removeIf(
                known -> known.offering().id().equals(added.offering().id()));
        offerings.add(added);
    }

    Listing listing() {
        JsonNode working = sample.json();
        return new Listing(
                id,
                title,
                description,
                input,
                working,
                pinned,
                offerings.stream().map(OfferingDraft::offering).toList(),
                translation);
    }
}
