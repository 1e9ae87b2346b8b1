package dev.reelay.api.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request from each row below a header. Where the quotes of a row break, nothing behind it can be read. */
final class CsvLines implements Lines {
    private static final int LONGEST_HEADER = 1 << 16;
    /** With it a spreadsheet says what stands between its cells. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)sep=.");

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final MappingIterator<String[]> rows;
    private final CsvColumns columns;
    private final int before;
    private List<String> header = List.of();
    private boolean ended;

    /** @param before how many lines were read before the header */
    private CsvLines(MappingIterator<String[]> rows, CsvColumns columns, int before) {
        this.rows = rows;
        this.columns = columns;
        this.before = before;
    }

    static Lines open(InputStream utf8, CsvColumns columns) throws IOException {
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        utf8,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_HEADER);
        try {
            String first = firstLine(text);
            boolean said = SEPARATOR.matcher(first).matches();
            if (said) {
                text.readLine();
            }
            CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(said ? first.charAt(4) : separator(first));
            return new CsvLines(CSV.readerFor(String[].class).with(schema).readValues(text), columns, said ? 1 : 0);
        } catch (CharacterCodingException e) {
            Iterator<Line> alone = List.of(notUtf8(1)).iterator();
            return () -> alone.hasNext() ? alone.next() : null;
        }
    }

    private static Line notUtf8(int n) {
        return Line.broken(
                n,
                new Line.Raw(new byte[0]),
                "is not UTF-8, or a line soon behind it; say what it is in the Content-Type, such as"
                        + " text/csv; charset=windows-1252");
    }

    private static String firstLine(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        char[] start = new char[LONGEST_HEADER - 1];
        int length = Math.max(0, text.read(start));
        text.reset();
        return new String(start, 0, length).lines().findFirst().orElse("");
    }

    /** What stands oftenest in the first line: spreadsheets of many countries write semicolons, exports often tabs. */
    private static char separator(String line) {
        char found = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, found)) {
                found = candidate;
            }
        }
        return found;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    @Override
    public @Nullable Line next() {
        while (!ended) {
            int n = lineNumber();
            try {
                if (!rows.hasNextValue()) {
                    ended = true;
                    return null;
                }
                n = Math.max(n, 1);
                String[] row = rows.nextValue();
                if (header.isEmpty()) {
                    header = Arrays.stream(row).map(String::strip).toList();
                    String wrong = columns.objection(header);
                    if (wrong != null) {
                        ended = true;
                        return Line.broken(n, new Line.Raw(new byte[0]), wrong);
                    }
                } else if (!isBlank(row)) {
                    return line(n, row);
                }
            } catch (JsonProcessingException | RuntimeJsonMappingException e) {
                ended = true;
                return Line.broken(
                        n, new Line.Raw(new byte[0]), "cannot be read as CSV, and nothing behind it: mend its quotes");
            } catch (CharacterCodingException e) {
                ended = true;
                return notUtf8(n);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return null;
    }

    private int lineNumber() {
        return before + rows.getParser().currentLocation().getLineNr();
    }

    private Line line(int n, String[] row) {
        Line.Raw raw = new Line.Raw(String.join("\u0000", row).getBytes(StandardCharsets.UTF_8));
        if (row.length > header.size()) {
            return Line.broken(
                    n,
                    raw,
                    "has " + row.length + " cells, and the header " + header.size()
                            + "; put a cell with a separator in it in double quotes");
        }
        ObjectNode body = columns.envelope(header, row);
        return Line.of(n, raw, body);
    }

    private static boolean isBlank(String[] row) {
        return Arrays.stream(row).allMatch(cell -> cell == null || cell.isBlank());
    }
}
