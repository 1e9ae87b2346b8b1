package dev.reelay.api.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Values for a schema: such as it takes, such as lie on its borders, of another type, huge, and hostile. */
final class Values {
    private static final int LONG = 300;
    private static final int HUGE = 70_000;
    private static final int DEEP = 2_000;

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\u0001\u001b[31m",
            "'; drop table generation; --",
            "' or '1'='1",
            "\\",
            "\\'",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "..\\..\\windows",
            "%00",
            "%",
            "%zz",
            "%c0%af",
            "\r\nX-Junk: 1",
            "%0d%0aX-Junk: 1",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "\uFEFF",
            "\u202Eabc",
            "\uD83C\uDFAC",
            "e\u0301",
            "null",
            "true",
            "-1",
            "0",
            "00",
            "1.",
            "9223372036854775808",
            "1e309",
            "NaN",
            "0x10",
            "١٢",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-11-01T00:00:00+18:00",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1-1-1-1-1",
            "http://127.0.0.1:1/",
            "http://[::1]/",
            "https://[",
            "//x",
            "file:///etc/passwd",
            "s3://reelay/../x",
            "s3://",
            "javascript:alert(1)",
            "https://user:pass@example.com/",
            "https://example.com:99999/",
            "https://xn--/",
            "data:image/png;base64,@@@",
            "*",
            ",,,,",
            "a,".repeat(LONG),
            "x".repeat(LONG),
            "\u00e9".repeat(LONG),
            "x".repeat(HUGE));

    /** JSON texts of every type, and such as are none. */
    private static final List<String> TOKENS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0.0",
            "-1",
            "1.5",
            "1e-400",
            "1e400",
            "1E999999999",
            "2147483648",
            "9223372036854775808",
            "1".repeat(LONG),
            "\"\"",
            "[]",
            "{}",
            "[[[]]]",
            "[null]",
            "{\"\": null}",
            "{\"a\": 1, \"a\": 2}",
            "[1, \"a\", null, {}]",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\uffff\"",
            "\"\\r\\nX-Junk: 1\"",
            "NaN",
            "Infinity",
            "01",
            "'a'",
            "\"unended",
            "\u0000",
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "[" + "1,".repeat(HUGE / 2) + "1]",
            "{\"" + "n".repeat(HUGE) + "\": 1}");

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    /** As it stands in an address or a header. */
    String text(JsonNode schema) {
        if (random.nextInt(3) > 0) {
            return any(HOSTILE);
        }
        JsonNode value = any(random.nextBoolean() ? valid(schema) : borders(schema));
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** As it stands in a document. */
    String json(JsonNode schema) {
        return switch (random.nextInt(5)) {
            case 0 -> any(valid(schema)).toString();
            case 1 -> any(borders(schema)).toString();
            case 2 -> any(TOKENS);
            default -> JsonNodeFactory.instance.textNode(any(HOSTILE)).toString();
        };
    }

    /** One that the schema takes. */
    String validText(JsonNode schema) {
        JsonNode value = any(valid(schema));
        return value.isValueNode() ? value.asText() : value.toString();
    }

    <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private List<JsonNode> valid(JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> values = new ArrayList<>();
        schema.path("enum").forEach(values::add);
        schema.path("examples").forEach(values::add);
        if (schema.has("const")) {
            values.add(schema.get("const"));
        }
        if (values.isEmpty()) {
            values.add(
                    switch (typeOf(schema) + "/" + schema.path("format").asText()) {
                        case "integer/", "number/" ->
                            json.numberNode(Math.max(1, schema.path("minimum").asInt()));
                        case "boolean/" -> json.booleanNode(random.nextBoolean());
                        case "array/" -> json.arrayNode();
                        case "object/" -> json.objectNode();
                        case "string/uuid" -> json.textNode(new UUID(random.nextLong(), random.nextLong()).toString());
                        case "string/date-time" -> json.textNode("2099-01-31T12:00:00Z");
                        case "string/uri" -> json.textNode("https://example.com/" + random.nextInt());
                        default -> json.textNode("word" + random.nextInt());
                    });
        }
        return values;
    }

    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private List<JsonNode> borders(JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        long least = schema.path("minimum").asLong();
        long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
        int longest = schema.path("maxLength").asInt(LONG);
        return List.of(
                json.numberNode(least),
                json.numberNode(least - 1),
                json.numberNode(most),
                json.numberNode(most + 1),
                json.numberNode(Double.MIN_VALUE),
                json.numberNode(Long.MAX_VALUE),
                json.textNode(""),
                json.textNode("x".repeat(longest)),
                json.textNode("x".repeat(longest + 1)),
                json.textNode("\u00e9".repeat(longest)),
                json.textNode(schema.path("enum").path(0).asText().toUpperCase(java.util.Locale.ROOT)),
                json.nullNode(),
                json.arrayNode().add(json.nullNode()),
                json.objectNode().put("unknown", 1));
    }
}
