package dev.reelay.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON from the outside. What two readers could understand differently is refused: bytes that are not UTF-8, a name
 * that stands twice, text behind the end; and so is what would only burden us: deep nesting, numbers of many digits.
 */
public final class StrictJson {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_MESSAGE = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader READER = new ObjectMapper(JSON).reader();

    private StrictJson() {}

    /** What came of reading. */
    public sealed interface Parsed {}

    /** It is JSON. */
    public record Document(JsonNode root) implements Parsed {}

    /**
     * It is not, at this place.
     *
     * @param pointer of the innermost value that was begun
     * @param line from 1
     * @param column from 1
     */
    public record Broken(String message, String pointer, int line, int column) implements Parsed {}

    /** Reads a whole document. */
    public static Parsed parse(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer text = CharBuffer.allocate(body.length);
        CoderResult end = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        text.flip();
        if (end.isError()) {
            return notUtf8(text);
        }
        // A byte order mark may be ignored, says RFC 8259.
        boolean marked = !text.isEmpty() && text.charAt(0) == '\uFEFF';
        return parse(text.array(), text.position() + (marked ? 1 : 0), text.limit());
    }

    private static Parsed parse(char[] text, int from, int to) {
        if (from == to) {
            return new Broken("the body is empty; send a JSON object", "", 1, 1);
        }
        try (JsonParser parser = JSON.createParser(text, from, to - from)) {
            return read(parser);
        } catch (IOException e) {
            throw new IllegalStateException("characters in memory could not be read", e);
        }
    }

    private static Parsed read(JsonParser parser) throws IOException {
        try {
            JsonNode root = READER.readTree(parser);
            if (root == null || root.isMissingNode()) {
                return new Broken("the body is blank; send a JSON object", "", 1, 1);
            }
            return parser.nextToken() == null
                    ? new Document(root)
                    : broken("there is more behind the end of the document", parser, parser.currentTokenLocation());
        } catch (JsonProcessingException e) {
            return broken(message(e), parser, e.getLocation() == null ? parser.currentLocation() : e.getLocation());
        }
    }

    private static Broken notUtf8(CharBuffer before) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < before.length(); i++) {
            boolean ended = before.charAt(i) == '\n';
            line += ended ? 1 : 0;
            column = ended ? 1 : column + 1;
        }
        return new Broken("the bytes here are not UTF-8", "", line, column);
    }

    private static Broken broken(String message, JsonParser parser, JsonLocation at) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        String shown = pointer.length() > LONGEST_MESSAGE ? "" : pointer;
        return new Broken(message, shown, at.getLineNr(), at.getColumnNr());
    }

    private static String message(JsonProcessingException e) {
        String told = e.getOriginalMessage() == null ? "this is not JSON" : e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            return constraint(told);
        }
        // The library names its own source object, which says nothing to a caller.
        String message = told.replaceAll("\\[Source: [^;]*; (line: \\d+, column: \\d+)]", "$1");
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }

    private static String constraint(String told) {
        if (told.contains("nesting depth")) {
            return "nested deeper than " + DEEPEST + " levels";
        }
        return told.contains("Number value length")
                ? "a number of more than " + LONGEST_NUMBER + " characters"
                : "a name of more than " + LONGEST_NAME + " characters";
    }
}
