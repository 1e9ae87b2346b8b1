package dev.reelay.api.spend;

import dev.reelay.spend.Dimension;
import dev.reelay.spend.Spent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report as comma-separated values (RFC 4180), with a header. */
final class WriteCsv {
    private static final List<String> AMOUNTS =
            List.of("currency", "attempts", "charge", "at_risk", "held", "unpriced");

    private WriteCsv() {}

    static String of(List<Dimension> by, List<Spent.Line> lines) {
        StringBuilder csv = new StringBuilder();
        List<String> header = new ArrayList<>(by.stream().map(Dimension::wire).toList());
        header.addAll(AMOUNTS);
        append(csv, header);
        lines.forEach(line -> append(csv, fields(by, line)));
        return csv.toString();
    }

    private static List<String> fields(List<Dimension> by, Spent.Line line) {
        List<String> fields = new ArrayList<>();
        by.forEach(dimension -> fields.add(Objects.requireNonNullElse(line.by().get(dimension), "")));
        Spent spent = line.spent();
        fields.addAll(List.of(
                spent.currency(),
                String.valueOf(spent.attempts()),
                plain(spent.charge()),
                plain(spent.atRisk()),
                plain(spent.held()),
                String.valueOf(spent.unpriced())));
        return fields;
    }

    private static String plain(BigDecimal amount) {
        return amount.toPlainString();
    }

    private static void append(StringBuilder csv, List<String> fields) {
        csv.append(fields.stream().map(WriteCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
