package dev.reelay.catalog.definition;

import dev.reelay.catalog.definition.Part.Field;
import dev.reelay.catalog.definition.Part.Fields;
import dev.reelay.catalog.definition.Part.Items;
import dev.reelay.catalog.definition.Part.Scalar;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML into parts. Plain words are resolved as YAML 1.2 does: {@code 16:9} and {@code no} are text. */
public final class PartReader {
    /** Deeper than any definition; an alias that holds itself would have no end. */
    private static final int DEEPEST = 64;

    private final String file;
    private final String text;
    private final Problems problems;

    private PartReader(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    /** The named parts of a file; null when it is no YAML mapping, which is then among the problems. */
    public static @Nullable Fields read(String file, String text, Problems problems) {
        return new PartReader(file, text, problems).read();
    }

    private @Nullable Fields read() {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return fields(mapping, 0);
            }
            problems.add(Place.startOf(file), "the file must hold named parts (`key: value` lines)");
        } catch (MarkedYAMLException malformed) {
            problems.add(place(malformed.getProblemMark()), "not YAML: " + malformed.getProblem());
        }
        return null;
    }

    private Part part(Node node, int depth) {
        if (depth > DEEPEST) {
            problems.add(place(node.getStartMark()), "nested too deeply: an alias must not hold itself");
            return new Items(place(node.getStartMark()), List.of());
        }
        return switch (node) {
            case MappingNode mapping -> fields(mapping, depth);
            case SequenceNode sequence ->
                new Items(
                        place(node.getStartMark()),
                        sequence.getValue().stream()
                                .map(item -> part(item, depth + 1))
                                .toList());
            default -> scalar((ScalarNode) node);
        };
    }

    private Fields fields(MappingNode mapping, int depth) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.add(place, "a key must be a single word or text");
            } else if (fields.containsKey(name.getValue())) {
                problems.add(place, "`" + name.getValue() + "` is given twice; keep one");
            } else {
                fields.put(name.getValue(), new Field(place, part(tuple.getValueNode(), depth + 1)));
            }
        }
        return new Fields(place(mapping.getStartMark()), fields);
    }

    private Scalar scalar(ScalarNode node) {
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        Place place = place(node.getStartMark());
        return new Scalar(
                place,
                node.getValue(),
                plain ? PlainWord.value(node.getValue()) : node.getValue(),
                node.getScalarStyle() == ScalarStyle.LITERAL ? firstLineAfter(place) : place);
    }

    private Place firstLineAfter(Place place) {
        String line = text.lines().skip(place.line()).findFirst().orElse("");
        return new Place(
                file, place.line() + 1, line.length() - line.stripLeading().length() + 1);
    }

    private Place place(@Nullable Mark mark) {
        Mark known = Objects.requireNonNullElseGet(mark, () -> new Mark(file, 0, 0, 0, new int[0], 0));
        return new Place(file, known.getLine() + 1, known.getColumn() + 1);
    }
}
