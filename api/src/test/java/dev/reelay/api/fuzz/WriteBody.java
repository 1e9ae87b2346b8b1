package dev.reelay.api.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.reelay.api.fuzz.Operation.Body;
import dev.reelay.api.fuzz.Operation.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bodies: as the description has them, with a field that is otherwise, or otherwise as a whole. */
final class WriteBody {
    private static final int TOO_LARGE = 11 << 20;
    private static final int ROWS = 3_000;
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "1",
            "\"a\"",
            "{",
            "{}}",
            "{\"a\":1}{\"b\":2}",
            "{,}",
            "\uFEFF{}",
            "\0",
            "<a/>",
            "a=b",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"a\":1,\"a\":2}",
            "{\"\\ud800\":\"\\udfff\"}",
            "\r\n\r\n",
            "{\"custom_id\":\"a\"}\n".repeat(ROWS),
            "a,b\n\"",
            "\"a\nb\",",
            "custom_id,model\n" + "x,\n".repeat(ROWS));

    private final Random random;
    private final Values values;

    WriteBody(Random random, Values values) {
        this.random = random;
        this.values = values;
    }

    /** One of the description's. */
    byte[] example(Body body) {
        return text(values.any(body.examples())).getBytes(StandardCharsets.UTF_8);
    }

    /** An example with a JSON text, which may be none, in the place of a field. */
    String with(Body body, Field field, String value) {
        JsonNode example = values.any(body.examples());
        JsonNode changed = example.isObject() ? example.deepCopy() : JsonNodeFactory.instance.objectNode();
        put((ObjectNode) changed, field.path(), value);
        return changed.toString();
    }

    private static void put(ObjectNode into, List<String> path, String value) {
        RawValue raw = new RawValue(value);
        if (path.size() == 1) {
            into.putRawValue(path.getFirst(), raw);
        } else if (path.get(1).equals("0")) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            into.set(path.getFirst(), list);
            if (path.size() == 2) {
                list.addRawValue(raw);
            } else {
                put(list.addObject(), path.subList(2, path.size()), value);
            }
        } else {
            JsonNode below = into.get(path.getFirst());
            put(
                    below instanceof ObjectNode object ? object : into.putObject(path.getFirst()),
                    path.subList(1, path.size()),
                    value);
        }
    }

    /** Makes the body otherwise as a whole, or what is said of it. */
    void otherwise(Draft draft, Body body) {
        byte[] example = example(body);
        switch (random.nextInt(12)) {
            case 0 -> {
                byte[] notUtf8 = example.clone();
                notUtf8[random.nextInt(notUtf8.length)] = (byte) 0xC3;
                draft.body(notUtf8);
            }
            case 1 -> draft.body(text(values.any(body.examples())).getBytes(StandardCharsets.UTF_16));
            case 2 -> {
                draft.body(example);
                draft.header("Content-Encoding", values.any(List.of("gzip", "br", "identity", "x")));
            }
            case 3 -> {
                draft.body(example);
                draft.length("" + (example.length + 1 + random.nextInt(100)));
                draft.cut();
            }
            case 4 -> {
                draft.body(example);
                draft.length(values.any(List.of("-1", "0x10", "99999999999999999999", "1, 2")));
                draft.cut();
            }
            case 5 -> {
                draft.header("Transfer-Encoding", "chunked");
                draft.body("zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                draft.cut();
            }
            case 6 ->
                draft.body(
                        random.nextInt(8) == 0
                                ? "[1,2,".repeat(TOO_LARGE / 5).getBytes(StandardCharsets.UTF_8)
                                : example);
            case 7 -> draft.body(cut(example));
            default -> draft.body(values.any(BODIES).getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] cut(byte[] whole) {
        return java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private static String text(JsonNode example) {
        return example.isTextual() ? example.textValue() : example.toString();
    }
}
